using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// What lies at the same place in both images, by its gradients, which a change of gain and what shines through an overlay
/// hardly touch: a caption, a watermark, a frame; or the whole scene, where the camera stood still.
/// </summary>
internal static class StillContent
{
    private const double LeastGradient = 4;
    private const double Difference = 0.3;
    private const int Reach = 2;

    /// <summary>Marks what lies at the same place.</summary>
    /// <param name="a">8-bit, one channel.</param>
    /// <param name="b">The other image at the same coordinates.</param>
    /// <returns>CV_8UC1, 255 at gradients that both share, widened by 2 px; owned by the caller.</returns>
    public static Mat Mask(Mat a, Mat b)
    {
        using Mat ax = Gradient(a, 1, 0), ay = Gradient(a, 0, 1), bx = Gradient(b, 1, 0), by = Gradient(b, 0, 1);
        var mask = new Mat(a.Rows, a.Cols, MatType.CV_8UC1, Scalar.All(0));
        for (int y = 0, rows = a.Rows; y < rows; y++)
        {
            Span<float> u = MatRows.Row<float>(ax, y), v = MatRows.Row<float>(ay, y), s = MatRows.Row<float>(bx, y), t = MatRows.Row<float>(by, y);
            Span<byte> still = MatRows.Row<byte>(mask, y);
            for (int x = 0; x < still.Length; x++)
            {
                float larger = MathF.Max(u[x] * u[x] + v[x] * v[x], s[x] * s[x] + t[x] * t[x]);
                float dx = u[x] - s[x], dy = v[x] - t[x];
                if (larger >= LeastGradient * LeastGradient && dx * dx + dy * dy <= Difference * Difference * larger)
                    still[x] = 255;
            }
        }
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(2 * Reach + 1, 2 * Reach + 1));
        // Single pixels agree by chance; what is drawn over an image is at least a stroke.
        using Mat least = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(2, 2));
        Cv2.MorphologyEx(mask, mask, MorphTypes.Open, least);
        Cv2.Dilate(mask, mask, kernel);
        return mask;
    }

    private static Mat Gradient(Mat image, int dx, int dy)
    {
        using var smooth = new Mat();
        Cv2.GaussianBlur(image, smooth, new Size(0, 0), 0.7);
        var gradient = new Mat();
        Cv2.Sobel(smooth, gradient, MatType.CV_32F, dx, dy, 3, 0.125);
        return gradient;
    }
}
