namespace Hybrid.Geometry;

/// <summary>How large an image may become by warping.</summary>
public sealed record CanvasLimits
{
    /// <summary>The limits that apply where none are given.</summary>
    public static CanvasLimits Default { get; } = new();

    /// <summary>Most pixels of width or height; OpenCV's remap holds coordinates in 16 bits.</summary>
    public int MaxSide { get; init; } = 32767;

    /// <summary>Most pixels altogether.</summary>
    public long MaxPixels { get; init; } = 100_000_000;
}
