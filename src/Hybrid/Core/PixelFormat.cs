using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>Conversions between the pixel formats that the toolkit works in.</summary>
public static class PixelFormat
{
    /// <summary>A new 8-bit single-channel image, BGR as its luma.</summary>
    /// <param name="image">1, 3 or 4 channels; 8-bit, 16-bit or 32-bit float.</param>
    /// <param name="range">The values shown as 0..255; null for the image's own, which two images of a set must not have.</param>
    /// <returns>CV_8UC1 of the same size, owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The depth is another one.</exception>
    public static Mat ToGray8(Mat image, IntensityRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        using Mat eight = (range ?? IntensityRange.Of(image)).ToDepth8(image);
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
    /// <param name="range">The values shown as 0..255; null for the image's own, which two images of a set must not have.</param>
    /// <returns>CV_8UC3 of the same size, owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The depth or the number of channels is another one.</exception>
    public static Mat ToBgr8(Mat image, IntensityRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        using Mat eight = (range ?? IntensityRange.Of(image)).ToDepth8(image);
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

    /// <summary>
    /// A new 8-bit image of the same channels as a file of 8 bits holds its values: 16-bit divided by 257, floats of 0..1
    /// times 255 and others by their own range. For what is written; what is looked at goes by <see cref="IntensityRange"/>.
    /// </summary>
    /// <param name="image">8-bit, 16-bit or 32-bit float.</param>
    /// <exception cref="NotSupportedException">The depth is another one.</exception>
    internal static Mat ToDepth8(Mat image) =>
        image.Depth() == MatType.CV_16U ? new IntensityRange(0, ushort.MaxValue).ToDepth8(image)
        : image.Depth() == MatType.CV_8U ? IntensityRange.Byte.ToDepth8(image)
        : IntensityRange.Of(image).ToDepth8(image);
}
