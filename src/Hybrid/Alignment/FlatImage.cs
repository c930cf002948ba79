using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>An image without its slow changes of light and at unit contrast: what is left to compare where contrast is faint.</summary>
internal static class FlatImage
{
    private const double Contrast = 40;

    /// <summary>Reduces, smooths away what noise there is at that size, subtracts the local mean and scales.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    /// <param name="longSide">Long side of the result.</param>
    /// <param name="scale">Width of the result over that of the image; the same for the height to within a pixel.</param>
    /// <returns>CV_32FC1, mean 0, standard deviation 40; owned by the caller.</returns>
    public static Mat Make(Mat gray, int longSide, out double scale)
    {
        scale = ScaledImage.FactorFor(gray.Size(), longSide);
        using ScaledImage small = ScaledImage.Resize(gray, ScaledImage.SizeOf(gray.Size(), scale, least: 16));
        var flat = new Mat();
        small.Image.ConvertTo(flat, MatType.CV_32F);
        Cv2.GaussianBlur(flat, flat, new Size(0, 0), 1.5);
        using var slow = new Mat();
        Cv2.GaussianBlur(flat, slow, new Size(0, 0), longSide / 6.0);
        Cv2.Subtract(flat, slow, flat);
        Cv2.MeanStdDev(flat, out Scalar mean, out Scalar deviation);
        double gain = Contrast / Math.Max(1e-3, deviation.Val0);
        flat.ConvertTo(flat, MatType.CV_32F, gain, -gain * mean.Val0);
        return flat;
    }
}
