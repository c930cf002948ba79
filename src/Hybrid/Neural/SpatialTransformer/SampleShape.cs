namespace Hybrid.Neural;

/// <summary>Sizes of a sampling: images (batch, channels, height, width), grid (batch, output height, output width, 2), output (batch, channels, output height, output width), all row-major.</summary>
/// <param name="Batch">Images.</param>
/// <param name="Channels">Planes of an image; all are read at the same places.</param>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="OutputHeight">Rows of the output.</param>
/// <param name="OutputWidth">Columns of the output.</param>
public readonly record struct SampleShape(int Batch, int Channels, int Height, int Width, int OutputHeight, int OutputWidth)
{
    /// <summary>Pixels of an input plane.</summary>
    public int Plane => Height * Width;

    /// <summary>Pixels of an output plane.</summary>
    public int OutputPlane => OutputHeight * OutputWidth;

    /// <summary>Numbers in the input.</summary>
    public int InputLength => Batch * Channels * Plane;

    /// <summary>Numbers in the grid.</summary>
    public int GridLength => Batch * OutputPlane * 2;

    /// <summary>Numbers in the output.</summary>
    public int OutputLength => Batch * Channels * OutputPlane;

    internal void Check(float[] image, float[] grid, float[] output)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(output);
        if (Batch < 1 || Channels < 1 || Height < 1 || Width < 1 || OutputHeight < 1 || OutputWidth < 1)
            throw new ArgumentException($"Every size must be positive: {this}.");
        if (checked((long)Batch * Channels * Height * Width) > int.MaxValue || checked((long)Batch * Channels * OutputHeight * OutputWidth) > int.MaxValue)
            throw new ArgumentException($"Too large for one array: {this}.");
        if (image.Length != InputLength || grid.Length != GridLength || output.Length != OutputLength)
            throw new ArgumentException($"Lengths {image.Length}, {grid.Length} and {output.Length} do not fit {this}.");
    }
}
