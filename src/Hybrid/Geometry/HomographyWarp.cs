using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>What a homography does to images and grids.</summary>
public static class HomographyWarp
{
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
        Parallel.For(0, height, y =>
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
