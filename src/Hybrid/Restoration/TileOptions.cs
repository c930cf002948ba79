namespace Hybrid.Restoration;

/// <summary>How a large image is cut up.</summary>
public sealed record TileOptions
{
    /// <summary>Images of at most this many pixels are restored in one piece.</summary>
    public long WholePixels { get; init; } = 2_400_000;

    /// <summary>Longest side of a tile in pixels.</summary>
    public int Size { get; init; } = 1536;

    /// <summary>How far neighbouring tiles overlap, in pixels. They are cross-faded in the middle of it.</summary>
    public int Overlap { get; init; } = 160;
}
