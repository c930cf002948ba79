namespace Hybrid.Imaging;

/// <summary>How an image file is written; what does not concern its format is ignored.</summary>
public sealed record ImageWriteOptions
{
    /// <summary>Quality of a JPEG, 1 to 100.</summary>
    public int JpegQuality { get; init; } = 95;

    /// <summary>How hard a PNG or TIFF is compressed, 1 (fast) to 9 (small); the pixels are the same.</summary>
    public int Compression { get; init; } = 3;

    /// <summary>EXIF, colour profile and XMP to put into the file; null for none.</summary>
    public ImageMetadata? Metadata { get; init; }

    /// <summary>CV_8UC1 of the image's size, 0 where the picture is transparent; null for nowhere. A PNG, TIFF or WebP of a colour image holds it.</summary>
    public OpenCvSharp.Mat? Alpha { get; init; }
}
