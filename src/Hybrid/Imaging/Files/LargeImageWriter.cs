using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// Writes images of hundreds of megapixels: PNG and TIFF go to the file strip by strip, so that no encoded copy of the
/// whole is ever in memory; other formats as <see cref="ImageWriter"/> does.
/// </summary>
public static class LargeImageWriter
{
    /// <summary>The longest side that a file's format can hold: a JPEG 65 535 (ITU-T T.81, B.2.2), a WebP 16 383, others any.</summary>
    public static int LongestSide(string path) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => 65_535,
        ".webp" => 16_383,
        _ => int.MaxValue,
    };

    /// <summary>Refuses a size that a file's format cannot hold.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">Size of the image.</param>
    /// <exception cref="InputException">The format cannot hold so long a side.</exception>
    public static void RequireFits(string path, Size size)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int longest = LongestSide(path);
        if (size.Width > longest || size.Height > longest)
            throw new InputException($"cannot write '{path}': it would be {size.Width}x{size.Height} and its format holds no side above {longest}; use .tif or .png");
    }

    /// <summary>Writes an image whole or not at all.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">1 or 3 channels, 8-bit or 16-bit, for PNG and TIFF; else as the format allows.</param>
    /// <exception cref="InputException">The format is unknown or cannot hold the image, or the file cannot be written.</exception>
    public static void Write(string path, Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        RequireFits(path, image.Size());
        bool plain = image.Channels() is 1 or 3 && (image.Depth() == MatType.CV_8U || image.Depth() == MatType.CV_16U);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".png" when plain:
                AtomicFile.Write(path, stream => PngStream.Write(stream, image));
                break;
            case ".tif" or ".tiff" when plain:
                if (image.Total() * image.ElemSize() > TiffStream.MostBytes)
                    throw new InputException($"cannot write '{path}': it has more bytes than a TIFF holds; use .png");
                AtomicFile.Write(path, stream => TiffStream.Write(stream, image));
                break;
            default:
                ImageWriter.Write(path, image);
                break;
        }
    }
}
