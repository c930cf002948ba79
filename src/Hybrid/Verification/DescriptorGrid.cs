namespace Hybrid.Verification;

/// <summary>
/// Descriptors of unit length at the places (8x + 3.5, 8y + 3.5) of a frame, and which of them say anything.
/// </summary>
internal sealed class DescriptorGrid
{
    /// <summary>Pixels between two places.</summary>
    public const int Step = 8;

    /// <param name="width">Places in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="dimension">Values a descriptor.</param>
    /// <param name="data">Row by row, <paramref name="dimension"/> values a place.</param>
    /// <param name="usable">Whether a place has texture, is seen and is not left out.</param>
    public DescriptorGrid(int width, int height, int dimension, float[] data, bool[] usable)
    {
        (Width, Height, Dimension, Data, Usable) = (width, height, dimension, data, usable);
    }

    public int Width { get; }

    public int Height { get; }

    public int Dimension { get; }

    public float[] Data { get; }

    public bool[] Usable { get; }

    public ReadOnlySpan<float> At(int x, int y) => Data.AsSpan((y * Width + x) * Dimension, Dimension);

    public bool IsUsable(int x, int y) => Usable[y * Width + x];
}
