using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>An image's gradient, signed, in grey values a pixel.</summary>
internal static class Gradient
{
    private const double Smoothing = 0.7;

    /// <summary>One component of it, after light smoothing.</summary>
    /// <param name="image">8-bit, one channel.</param>
    /// <param name="dx">1 for the component to the right, else 0.</param>
    /// <param name="dy">1 for the component downwards, else 0.</param>
    /// <returns>CV_32FC1, owned by the caller.</returns>
    public static Mat Of(Mat image, int dx, int dy)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(image, smooth, new Size(0, 0), Smoothing);
        var gradient = new Mat();
        Cv2.Sobel(smooth, gradient, MatType.CV_32F, dx, dy, 3, 0.125);
        return gradient;
    }
}
