using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Writes images: encoded in memory first, then written whole or not at all.</summary>
public static class ImageWriter
{
    /// <summary>Writes an image in the format of the path's extension: png, jpg, tif, webp, ppm, pgm or pfm.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">1, 3 or 4 channels, 8-bit, 16-bit or float as the format allows.</param>
    /// <param name="parameters">Parameters of the encoder, as of OpenCV's imencode.</param>
    /// <exception cref="InputException">The extension is unknown, the format cannot hold the image, or the file cannot be written.</exception>
    public static void Write(string path, Mat image, params ImageEncodingParam[] parameters)
    {
        ArgumentNullException.ThrowIfNull(image);
        AtomicFile.WriteAllBytes(path, Encode(path, image, parameters));
    }

    /// <summary>The content of the file that <see cref="Write"/> would write.</summary>
    /// <param name="path">A path or only a name; its extension decides the format.</param>
    /// <param name="image">The image.</param>
    /// <param name="parameters">Parameters of the encoder.</param>
    /// <exception cref="InputException">The extension is unknown or the format cannot hold the image.</exception>
    public static byte[] Encode(string path, Mat image, params ImageEncodingParam[] parameters)
    {
        ArgumentNullException.ThrowIfNull(image);
        string extension = Path.GetExtension(path);
        if (extension.Equals(".pfm", StringComparison.OrdinalIgnoreCase))
            return PfmFile.Encode(image);
        try
        {
            Cv2.ImEncode(extension, image, out byte[] bytes, parameters);
            if (bytes.Length > 0)
                return bytes;
        }
        catch (OpenCVException e)
        {
            throw new InputException($"cannot write '{path}': its format '{extension}' is unknown or cannot hold the image; use .png", e);
        }
        throw new InputException($"cannot write '{path}': its format '{extension}' is unknown or cannot hold the image; use .png");
    }
}
