using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>BMP and PNM by OpenCV, which judges sizes itself, by the limit that <see cref="OpenCvLibrary"/> sets.</summary>
internal static class OpenCvCodec
{
    /// <summary>The image of a file, in its own depth and channels.</summary>
    /// <exception cref="ImageFormatException">It is damaged, incomplete, too large or of a variant that is not read.</exception>
    internal static Mat Decode(byte[] file, string name, string format)
    {
        OpenCVException? cause = null;
        try
        {
            Mat image = Cv2.ImDecode(file, ImreadModes.AnyDepth | ImreadModes.AnyColor | ImreadModes.IgnoreOrientation);
            if (!image.Empty())
                return image;
            image.Dispose();
        }
        catch (OpenCVException e) when (e.Message.Contains("CV_IO_MAX_IMAGE", StringComparison.Ordinal))
        {
            throw new ImageFormatException($"'{name}' has more pixels than the limit of {ImageReadOptions.DefaultMaxPixels / 1e6:0.#} million; make it smaller", e);
        }
        catch (OpenCVException e)
        {
            cause = e;
        }
        string message = $"'{name}' is a damaged or incomplete {format} file, or of a variant that is not read; replace it, or save it again as PNG or JPEG";
        throw cause is null ? new ImageFormatException(message) : new ImageFormatException(message, cause);
    }

    /// <summary>An image as a BMP or PNM file.</summary>
    /// <exception cref="NotSupportedException">The format cannot hold it, as PGM cannot hold colour.</exception>
    /// <exception cref="OpenCVException">As above, where OpenCV says so itself; at times it only writes nothing.</exception>
    internal static byte[] Encode(string extension, Mat image)
    {
        // A PPM holds three channels, which a grey image has as well.
        using Mat? color = extension == ".ppm" && image.Channels() == 1 ? image.CvtColor(ColorConversionCodes.GRAY2BGR) : null;
        Cv2.ImEncode(extension, color ?? image, out byte[] file);
        return file.Length > 0 ? file : throw new NotSupportedException($"{extension} cannot hold {image.Type()}");
    }
}
