using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Report;

/// <summary>Small JPEGs as data URIs.</summary>
internal static class Thumbnails
{
    /// <summary>Long side in pixels.</summary>
    public const int LongSide = 360;

    private const int Quality = 72;

    /// <summary>A small 8-bit colour copy of an image; the caller owns it.</summary>
    public static Mat Shrink(Mat image)
    {
        double scale = Math.Min(1, LongSide / (double)Math.Max(image.Width, image.Height));
        var size = new Size(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        using var eight = new Mat();
        int depth = image.Depth();
        image.ConvertTo(eight, MatType.CV_8U, depth == MatType.CV_16U ? 1 / 257.0 : depth == MatType.CV_32F ? 255 : 1);
        using var small = new Mat();
        Cv2.Resize(eight, small, size, 0, 0, InterpolationFlags.Area);
        var color = new Mat();
        if (small.Channels() == 1)
            Cv2.CvtColor(small, color, ColorConversionCodes.GRAY2BGR);
        else
            small.CopyTo(color);
        return color;
    }

    /// <summary>The image as a data URI.</summary>
    public static string DataUri(Mat image) =>
        "data:image/jpeg;base64," + Convert.ToBase64String(ImageWriter.Encode("thumbnail.jpg", image, new ImageWriteOptions { JpegQuality = Quality }));
}
