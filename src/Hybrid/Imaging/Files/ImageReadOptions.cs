using System.Globalization;

namespace Hybrid.Imaging;

/// <summary>How an image file is read.</summary>
public sealed record ImageReadOptions
{
    /// <summary>The most pixels that are read by default; a BMP or PNM file never has more, whatever <see cref="MaxPixels"/> says.</summary>
    public const long DefaultMaxPixels = OpenCvLibrary.MostPixels;

    /// <summary>Which channels; as stored by default.</summary>
    public ImageColor Color { get; init; } = ImageColor.AsStored;

    /// <summary>Whether the EXIF orientation is applied, so that the picture stands as a viewer shows it; by default it is.</summary>
    public bool ApplyOrientation { get; init; } = true;

    /// <summary>
    /// The largest area in pixels that is read; 100 million by default, or less where the environment's HYBRID_MAX_PIXELS says so.
    /// Larger files are refused before they are decoded.
    /// </summary>
    public long MaxPixels { get; init; } = EnvironmentMaxPixels;

    private static long EnvironmentMaxPixels { get; } =
        long.TryParse(Environment.GetEnvironmentVariable("HYBRID_MAX_PIXELS"), CultureInfo.InvariantCulture, out long most) && most > 0 ? Math.Min(most, DefaultMaxPixels) : DefaultMaxPixels;

    /// <summary>The longest side in pixels that is read. OpenCV's warps reach no further than 32 766.</summary>
    public int MaxSide { get; init; } = 32_766;

    /// <summary>Refuses a size above the limits.</summary>
    internal void RequireAllowed(int width, int height, string name)
    {
        if ((long)width * height > MaxPixels)
            throw new ImageFormatException($"'{name}' has {width}x{height} pixels, above the limit of {MaxPixels / 1e6:0.#} million; make it smaller");
        if (Math.Max(width, height) > MaxSide)
            throw new ImageFormatException($"'{name}' has {width}x{height} pixels, a side above the limit of {MaxSide}; make it smaller");
    }
}
