using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Weights of the layers in a tile.</summary>
internal static class TileWeights
{
    /// <summary>A layer's cut mask of the reduced canvas, linearly enlarged.</summary>
    public static float[] Enlarge(SmallLayer small, Rect region, double scale)
    {
        var weights = new float[region.Width * region.Height];
        int columns = small.Bounds.Width, rows = small.Bounds.Height;
        for (int y = 0; y < region.Height; y++)
        {
            double v = (region.Y + y + 0.5) * scale - 0.5 - small.Bounds.Y;
            if (v <= -1 || v >= rows)
                continue;
            int y0 = (int)Math.Floor(v);
            float fy = (float)(v - y0);
            ReadOnlySpan<byte> top = MatRows.Row<byte>(small.Cut, Math.Clamp(y0, 0, rows - 1)), low = MatRows.Row<byte>(small.Cut, Math.Clamp(y0 + 1, 0, rows - 1));
            Span<float> row = weights.AsSpan(y * region.Width, region.Width);
            for (int x = 0; x < region.Width; x++)
            {
                double u = (region.X + x + 0.5) * scale - 0.5 - small.Bounds.X;
                if (u <= -1 || u >= columns)
                    continue;
                int x0 = (int)Math.Floor(u);
                float fx = (float)(u - x0);
                int l = Math.Clamp(x0, 0, columns - 1), r = Math.Clamp(x0 + 1, 0, columns - 1);
                row[x] = ((1 - fy) * ((1 - fx) * top[l] + fx * top[r]) + fy * ((1 - fx) * low[l] + fx * low[r])) / 255;
            }
        }
        return weights;
    }

    /// <summary>Limits weights to where the layers have pixels, lets them sum to one, and gives pixels that no seam decided on to whoever has them.</summary>
    public static void Complete(List<TilePart> parts)
    {
        int width = parts[0].Mask.Width, height = parts[0].Mask.Height;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int at = y * width + x;
                float sum = 0;
                TilePart? any = null;
                foreach (TilePart part in parts)
                {
                    if (MatRows.Row<byte>(part.Mask, y)[x] == 0)
                        part.Weights[at] = 0;
                    else
                        any ??= part;
                    sum += part.Weights[at];
                }
                if (sum > 0)
                {
                    foreach (TilePart part in parts)
                    {
                        part.Weights[at] /= sum;
                        part.IsShown |= part.Weights[at] > 0;
                    }
                }
                else if (any is not null)
                {
                    any.Weights[at] = 1;
                    any.IsShown = true;
                }
            }
        }
    }

    /// <summary>Where any of the layers has a pixel.</summary>
    public static Mat Union(List<TilePart> parts)
    {
        Mat union = parts[0].Mask.Clone();
        foreach (TilePart part in parts.Skip(1))
            Cv2.BitwiseOr(union, part.Mask, union);
        return union;
    }

    /// <summary>The weighted mean.</summary>
    public static Mat Mix(List<TilePart> parts)
    {
        using var sum = new Mat(parts[0].Image.Size(), MatType.CV_32FC3, Scalar.All(0));
        foreach (TilePart part in parts)
        {
            using Mat weight = Plane(part);
            using var three = new Mat();
            Cv2.Merge([weight, weight, weight], three);
            using var weighted = new Mat();
            Cv2.Multiply(part.Image, three, weighted, 1, MatType.CV_32F);
            Cv2.Add(sum, weighted, sum);
        }
        var mixed = new Mat();
        sum.ConvertTo(mixed, parts[0].Image.Type());
        return mixed;
    }

    /// <summary>A part's weights as an image that it shares memory with.</summary>
    public static Mat Plane(TilePart part) => Mat.FromPixelData(part.Image.Rows, part.Image.Cols, MatType.CV_32FC1, part.Weights);
}
