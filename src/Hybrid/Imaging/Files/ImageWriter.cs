using NetVips;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// Writes images whole or not at all. PNG, JPEG, TIFF and WebP (lossless) go to the file strip by strip, so that no encoded
/// copy of an image of hundreds of megapixels is ever in memory.
/// </summary>
public static class ImageWriter
{
    /// <summary>Writes an image in the format of the path's extension: png, jpg, tif, webp, ppm, pgm, bmp or pfm.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">1, 3 or 4 channels, 8-bit, 16-bit or float as the format allows.</param>
    /// <param name="options">Quality, compression, metadata; null for the defaults.</param>
    /// <exception cref="InputException">The extension is unknown, the format cannot hold the image, or the file cannot be written.</exception>
    public static void Write(string path, Mat image, ImageWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        Require(path, image);
        AtomicFile.Write(path, stream => Encode(stream, path, image, options ?? new ImageWriteOptions()));
    }

    /// <summary>The content of the file that <see cref="Write"/> would write.</summary>
    /// <param name="path">A path or only a name; its extension decides the format.</param>
    /// <param name="image">The image.</param>
    /// <param name="options">Quality, compression, metadata; null for the defaults.</param>
    /// <exception cref="InputException">The extension is unknown or the format cannot hold the image.</exception>
    public static byte[] Encode(string path, Mat image, ImageWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        Require(path, image);
        using var stream = new MemoryStream();
        Encode(stream, path, image, options ?? new ImageWriteOptions());
        return stream.ToArray();
    }

    private static void Require(string path, Mat image)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string extension = Extension(path);
        bool holds = extension switch
        {
            ".pfm" => true,
            ".tif" or ".tiff" => IsDepth(image, MatType.CV_8U, MatType.CV_16U, MatType.CV_32F),
            ".png" or ".jpg" or ".jpeg" or ".webp" => IsDepth(image, MatType.CV_8U, MatType.CV_16U),
            _ => ImageFormats.IsWritable(path),
        };
        if (!holds || image.Empty())
            throw Unable(path, null);
        ImageFormats.RequireFits(path, image.Size());
        if (VipsEncoder.Writes(extension))
            Libvips.Require();
    }

    private static void Encode(Stream stream, string path, Mat image, ImageWriteOptions options)
    {
        string extension = Extension(path);
        try
        {
            if (extension == ".pfm")
            {
                stream.Write(PfmFile.Encode(image));
            }
            else if (!VipsEncoder.Writes(extension))
            {
                stream.Write(OpenCvCodec.Encode(extension, image));
            }
            else
            {
                using Mat? eight = extension is ".jpg" or ".jpeg" or ".webp" && image.Depth() != MatType.CV_8U ? PixelFormat.ToDepth8(image) : null;
                VipsEncoder.Write(stream, extension, eight ?? image, options);
            }
        }
        catch (Exception e) when (e is VipsException or OpenCVException or NotSupportedException)
        {
            throw Unable(path, e);
        }
    }

    private static bool IsDepth(Mat image, params ReadOnlySpan<int> depths) => depths.Contains(image.Depth());

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static InputException Unable(string path, Exception? cause)
    {
        string message = $"cannot write '{path}': its format '{Path.GetExtension(path)}' is unknown or cannot hold the image; use .png";
        return cause is null ? new InputException(message) : new InputException(message, cause);
    }
}
