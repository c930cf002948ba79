using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>Conversions between the pixel formats that the toolkit works in.</summary>
public static class PixelFormat
{
    /// <summary>
    /// A new 8-bit single-channel image: BGR to luma, 16-bit by division by 257, float by scaling its finite range to 0..255
    /// where it exceeds 0..1 and by 255 otherwise.
    /// </summary>
    /// <param name="image">1, 3 or 4 channels; 8-bit, 16-bit or 32-bit float.</param>
    /// <returns>CV_8UC1 of the same size, owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The depth is another one.</exception>
    public static Mat ToGray8(Mat image)
    {
        using Mat eight = ToDepth8(image);
        var gray = new Mat();
        switch (eight.Channels())
        {
            case 1:
                eight.CopyTo(gray);
                break;
            case 3:
                Cv2.CvtColor(eight, gray, ColorConversionCodes.BGR2GRAY);
                break;
            case 4:
                Cv2.CvtColor(eight, gray, ColorConversionCodes.BGRA2GRAY);
                break;
            default:
                gray.Dispose();
                throw new NotSupportedException($"An image of {eight.Channels()} channels has no grey version here.");
        }
        return gray;
    }

    /// <summary>A new 8-bit BGR image, its depth reduced as by <see cref="ToGray8"/>.</summary>
    /// <param name="image">1, 3 or 4 channels; 8-bit, 16-bit or 32-bit float.</param>
    /// <returns>CV_8UC3 of the same size, owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The depth or the number of channels is another one.</exception>
    public static Mat ToBgr8(Mat image)
    {
        using Mat eight = ToDepth8(image);
        var color = new Mat();
        switch (eight.Channels())
        {
            case 1:
                Cv2.CvtColor(eight, color, ColorConversionCodes.GRAY2BGR);
                break;
            case 3:
                eight.CopyTo(color);
                break;
            case 4:
                Cv2.CvtColor(eight, color, ColorConversionCodes.BGRA2BGR);
                break;
            default:
                color.Dispose();
                throw new NotSupportedException($"An image of {eight.Channels()} channels has no colour version here.");
        }
        return color;
    }

    /// <summary>A new 8-bit image of the same channels.</summary>
    internal static Mat ToDepth8(Mat image)
    {
        var result = new Mat();
        int depth = image.Depth();
        if (depth == MatType.CV_8U)
        {
            image.CopyTo(result);
        }
        else if (depth == MatType.CV_16U)
        {
            image.ConvertTo(result, MatType.CV_8U, 1.0 / 257);
        }
        else if (depth == MatType.CV_32F)
        {
            using Mat flat = image.Reshape(1);
            Cv2.MinMaxLoc(flat, out double lo, out double hi);
            bool unit = lo >= 0 && hi <= 1;
            double scale = unit ? 255 : 255 / Math.Max(hi - lo, 1e-12);
            image.ConvertTo(result, MatType.CV_8U, scale, unit ? 0 : -lo * scale);
        }
        else
        {
            result.Dispose();
            throw new NotSupportedException("Images are 8-bit, 16-bit or 32-bit float.");
        }
        return result;
    }
}
