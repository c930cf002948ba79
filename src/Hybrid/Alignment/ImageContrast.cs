using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>How much an image shows at all, beyond noise.</summary>
internal static class ImageContrast
{
    /// <summary>Deviation in grey values below which nothing can be found.</summary>
    public const double Least = 0.5;

    private const int LongSide = 320;
    private const double Smoothing = 1.5;

    /// <summary>Standard deviation of the grey values of the reduced and smoothed image.</summary>
    /// <param name="gray">8-bit, one channel.</param>
    public static double Of(Mat gray)
    {
        using ScaledImage reduced = ScaledImage.Reduce(gray, LongSide);
        using Mat smooth = new();
        Cv2.GaussianBlur(reduced.Image, smooth, new Size(0, 0), Smoothing);
        Cv2.MeanStdDev(smooth, out _, out Scalar deviation);
        return deviation.Val0;
    }
}
