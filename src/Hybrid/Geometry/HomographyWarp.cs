using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>What a homography does to images and grids.</summary>
public static class HomographyWarp
{
    /// <summary>Reduction from which on two views differ in sharpness enough to matter.</summary>
    internal const double LeastReduction = 1.25;

    /// <summary>
    /// The flow H·x − x on A's grid; unknown (NaN) where the point lies at or beyond infinity, seen from A's centre.
    /// </summary>
    /// <param name="h">The map from A to B.</param>
    /// <param name="width">Width of A in pixels.</param>
    /// <param name="height">Height of A in pixels.</param>
    public static FlowField ToFlow(this Homography h, int width, int height)
    {
        var flow = new FlowField(width, height);
        // Points on the other side of the horizon have the other sign of the third coordinate.
        double side = Math.Sign(h.M31 * (width - 1) / 2 + h.M32 * (height - 1) / 2 + h.M33);
        Concurrency.For(0, height, y =>
        {
            Span<float> row = flow.Row(y);
            double x0 = h.M12 * y + h.M13, y0 = h.M22 * y + h.M23, w0 = h.M32 * y + h.M33;
            for (int x = 0; x < width; x++)
            {
                double w = h.M31 * x + w0;
                bool finite = w * side > 0;
                float u = (float)((h.M11 * x + x0) / w - x), v = (float)((h.M21 * x + y0) / w - y);
                finite &= float.IsFinite(u) && float.IsFinite(v);
                row[2 * x] = finite ? u : float.NaN;
                row[2 * x + 1] = finite ? v : float.NaN;
            }
        });
        return flow;
    }

    /// <summary>The matrix as OpenCV takes it: CV_64FC1, 3 × 3; owned by the caller.</summary>
    public static Mat ToMat(this Homography h)
    {
        var m = new Mat(3, 3, MatType.CV_64FC1);
        double[] values = h.ToRowMajor();
        for (int i = 0; i < 9; i++)
            m.Set(i / 3, i % 3, values[i]);
        return m;
    }

    /// <summary>
    /// Image B in A's frame for comparing the two: where A sees B reduced, B is smoothed first, so that the warp does
    /// not alias. Faster and coarser than <see cref="WarpToA"/> (OpenCV's warp rounds positions to 1/32 pixel).
    /// </summary>
    /// <param name="h">The map from A to B.</param>
    /// <param name="b">Image B, 8-bit, one channel.</param>
    /// <param name="sizeA">Size of the result.</param>
    /// <param name="seen">CV_8UC1, non-zero where the nearest pixel of B exists; owned by the caller.</param>
    /// <param name="interpolation">Linear or cubic.</param>
    /// <param name="border">What lies beyond B.</param>
    /// <returns>Owned by the caller.</returns>
    /// <exception cref="InputException">The result would be too large to hold.</exception>
    public static Mat PullBack(
        this Homography h, Mat b, Size sizeA, out Mat seen,
        InterpolationFlags interpolation = InterpolationFlags.Linear, BorderTypes border = BorderTypes.Replicate)
    {
        ArgumentNullException.ThrowIfNull(b);
        Warp.CheckSize(sizeA.Width, sizeA.Height);
        double scale = h.LocalAt(new Point2d((sizeA.Width - 1) / 2.0, (sizeA.Height - 1) / 2.0)).Scale;
        using Mat map = h.ToMat();
        using var smooth = new Mat();
        bool reduced = scale > LeastReduction && double.IsFinite(scale);
        if (reduced)
            Cv2.GaussianBlur(b, smooth, new Size(0, 0), MatchingBlur(scale));
        var warped = new Mat();
        Cv2.WarpPerspective(reduced ? smooth : b, warped, map, sizeA, interpolation | InterpolationFlags.WarpInverseMap, border, Scalar.All(0));
        using var full = new Mat(b.Rows, b.Cols, MatType.CV_8UC1, Scalar.All(255));
        seen = new Mat();
        Cv2.WarpPerspective(full, seen, map, sizeA, InterpolationFlags.Nearest | InterpolationFlags.WarpInverseMap, BorderTypes.Constant, Scalar.All(0));
        return warped;
    }

    /// <summary>
    /// Standard deviation in pixels of the Gaussian that brings an image to the sharpness of one whose pixels are
    /// <paramref name="scale"/> ≥ 1 times as large: each pixel is taken to blur by half its own size.
    /// </summary>
    public static double MatchingBlur(double scale) => 0.5 * Math.Sqrt(Math.Max(0, scale * scale - 1));

    /// <summary>Image B in A's frame: result(x) = b(H·x).</summary>
    /// <param name="h">The map from A to B.</param>
    /// <param name="b">Image B.</param>
    /// <param name="sizeA">Size of A and of the result.</param>
    /// <param name="mask">CV_8UC1 of A's size, 255 where H·x lies in B's rectangle of pixel centres; elsewhere the result
    /// is 0. Owned by the caller.</param>
    /// <param name="interpolation">Linear by default.</param>
    /// <returns>An image of B's type; owned by the caller.</returns>
    /// <exception cref="InputException">The result would be too large to hold.</exception>
    public static Mat WarpToA(this Homography h, Mat b, Size sizeA, out Mat mask, InterpolationFlags interpolation = InterpolationFlags.Linear)
    {
        Warp.CheckSize(sizeA.Width, sizeA.Height);
        return Warp.Backward(b, h.ToFlow(sizeA.Width, sizeA.Height), out mask, interpolation);
    }
}
