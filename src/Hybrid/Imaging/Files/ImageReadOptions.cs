namespace Hybrid.Imaging;

/// <summary>How an image file is read.</summary>
public sealed record ImageReadOptions
{
    /// <summary>Which channels; as stored by default.</summary>
    public ImageColor Color { get; init; } = ImageColor.AsStored;

    /// <summary>Whether the EXIF orientation is applied, so that the picture stands as a viewer shows it; by default it is.</summary>
    public bool ApplyOrientation { get; init; } = true;

    /// <summary>The largest area in pixels that is read; 100 million by default. Larger files are refused before they are decoded.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>The longest side in pixels that is read. OpenCV's warps reach no further than 32 766.</summary>
    public int MaxSide { get; init; } = 32_766;
}
