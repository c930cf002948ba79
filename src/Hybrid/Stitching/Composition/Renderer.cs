using System.Numerics;
using System.Runtime.CompilerServices;
using Hybrid.Imaging;
using Hybrid.Stitching.Layout;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition;

/// <summary>
/// Draws a layer into a part of the canvas. The map is computed exactly on a coarse grid and linearly between its nodes,
/// which is off by less than 0.03 px for focal lengths above 300 px and an order of magnitude cheaper.
/// </summary>
internal static class Renderer
{
    private const int Step = 8;
    private const float Nowhere = -16_384;

    /// <summary>The layer's pixels and where it has any.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="region">A part of the reduced canvas.</param>
    /// <param name="scale">Size of the reduced canvas relative to the canvas.</param>
    /// <param name="source">The layer's image at any size.</param>
    /// <param name="interpolation">How it is sampled.</param>
    /// <returns>An image of the source's type and of the region's size, and its CV_8UC1 mask; outside the mask the image's border is repeated.</returns>
    public static (Mat Image, Mat Mask) Draw(Layer layer, Rect region, double scale, Mat source, InterpolationFlags interpolation = InterpolationFlags.Linear)
    {
        using Mat map = new(region.Height, region.Width, MatType.CV_32FC2);
        var mask = new Mat(region.Height, region.Width, MatType.CV_8UC1);
        FillMap(layer, region, scale, source.Size(), map, mask);
        var image = new Mat();
        using var none = new Mat();
        Cv2.Remap(source, image, map, none, interpolation, BorderTypes.Replicate);
        return (image, mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillMap(Layer layer, Rect region, double scale, Size source, Mat map, Mat mask)
    {
        int columns = region.Width / Step + 2, rows = region.Height / Step + 2;
        var nodes = new Vector2[columns * rows];
        Vector2 least = new(-0.5f), most = new(source.Width - 0.5f, source.Height - 0.5f);
        for (int j = 0; j < rows; j++)
        {
            for (int i = 0; i < columns; i++)
                nodes[j * columns + i] = Locate(layer, region.X + i * Step, region.Y + j * Step, scale, source);
        }
        for (int y = 0; y < region.Height; y++)
        {
            Span<Vector2> target = System.Runtime.InteropServices.MemoryMarshal.Cast<float, Vector2>(MatRows.Row<float>(map, y));
            Span<byte> seen = MatRows.Row<byte>(mask, y);
            int j = y / Step;
            float fy = (y - j * Step) / (float)Step;
            for (int i = 0; i * Step < region.Width; i++)
            {
                int k = j * columns + i;
                Vector2 a = Vector2.Lerp(nodes[k], nodes[k + columns], fy), b = Vector2.Lerp(nodes[k + 1], nodes[k + columns + 1], fy);
                int end = Math.Min(region.Width, (i + 1) * Step);
                Vector2 step = (b - a) / Step;
                // Both ends inside means all inside, the image being convex.
                if (Inside(a, least, most) && Inside(b, least, most))
                {
                    seen[(i * Step)..end].Fill(255);
                    foreach (ref Vector2 p in target[(i * Step)..end])
                    {
                        p = a;
                        a += step;
                    }
                    continue;
                }
                bool known = !float.IsNaN(a.X + b.X);
                for (int x = i * Step; x < end; x++)
                {
                    Vector2 p = known ? a : Locate(layer, region.X + x, region.Y + y, scale, source);
                    a += step;
                    seen[x] = Inside(p, least, most) ? (byte)255 : (byte)0;
                    target[x] = float.IsNaN(p.X) ? new Vector2(Nowhere) : p;
                }
            }
        }
    }

    private static bool Inside(Vector2 p, Vector2 least, Vector2 most) => p.X >= least.X && p.Y >= least.Y && p.X <= most.X && p.Y <= most.Y;

    private static Vector2 Locate(Layer layer, double x, double y, double scale, Size source)
    {
        if (scale != 1)
            (x, y) = ((x + 0.5) / scale - 0.5, (y + 0.5) / scale - 0.5);
        if (layer.Warp is { } warp)
        {
            Vector2 d = warp.At(x, y);
            (x, y) = (x + d.X, y + d.Y);
        }
        Point2d p = layer.Locate(x, y);
        double sx = (double)source.Width / layer.Size.Width, sy = (double)source.Height / layer.Size.Height;
        double u = (p.X + 0.5) * sx - 0.5, v = (p.Y + 0.5) * sy - 0.5;
        // Beyond this OpenCV's remap would overflow its 16-bit coordinates; NaN stays NaN.
        return new Vector2((float)Math.Clamp(u, -16_000, 32_000), (float)Math.Clamp(v, -16_000, 32_000));
    }
}
