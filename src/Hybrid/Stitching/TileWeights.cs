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
        var left = new int[region.Width];
        var right = new int[region.Width];
        var fraction = new float[region.Width];
        for (int x = 0; x < region.Width; x++)
        {
            double u = (region.X + x + 0.5) * scale - 0.5 - small.Bounds.X;
            int x0 = (int)Math.Floor(u);
            (left[x], right[x]) = (Math.Clamp(x0, 0, columns - 1), Math.Clamp(x0 + 1, 0, columns - 1));
            fraction[x] = u <= -1 || u >= columns ? -1 : (float)(u - x0);
        }
        for (int y = 0; y < region.Height; y++)
        {
            double v = (region.Y + y + 0.5) * scale - 0.5 - small.Bounds.Y;
            if (v <= -1 || v >= rows)
                continue;
            int y0 = (int)Math.Floor(v);
            float fy = (float)(v - y0);
            ReadOnlySpan<byte> top = MatRows.Row<byte>(small.Cut, Math.Clamp(y0, 0, rows - 1)), low = MatRows.Row<byte>(small.Cut, Math.Clamp(y0 + 1, 0, rows - 1));
            Span<float> row = weights.AsSpan(y * region.Width, region.Width);
            for (int x = 0; x < row.Length; x++)
            {
                float fx = fraction[x];
                if (fx >= 0)
                    row[x] = ((1 - fy) * ((1 - fx) * top[left[x]] + fx * top[right[x]]) + fy * ((1 - fx) * low[left[x]] + fx * low[right[x]])) / 255;
            }
        }
        return weights;
    }

    /// <summary>Whether a layer's cut mask reaches into a part of the canvas.</summary>
    public static bool IsShown(SmallLayer small, Rect region, double scale)
    {
        int left = (int)Math.Floor((region.X + 0.5) * scale - 0.5), right = (int)Math.Ceiling((region.Right - 0.5) * scale - 0.5);
        int top = (int)Math.Floor((region.Y + 0.5) * scale - 0.5), bottom = (int)Math.Ceiling((region.Bottom - 0.5) * scale - 0.5);
        Rect part = new Rect(left - small.Bounds.X, top - small.Bounds.Y, right - left + 1, bottom - top + 1) & new Rect(0, 0, small.Bounds.Width, small.Bounds.Height);
        if (part.Width <= 0 || part.Height <= 0)
            return false;
        using Mat cut = new(small.Cut, part);
        return Cv2.CountNonZero(cut) > 0;
    }

    /// <summary>Limits weights to where the layers have pixels, lets them sum to one, and gives pixels that no seam decided on to whoever has them.</summary>
    public static void Complete(List<TilePart> parts)
    {
        byte[][] seen = [.. parts.Select(p => Bytes(p.Mask))];
        float[][] weights = [.. parts.Select(p => p.Weights)];
        var shown = new bool[parts.Count];
        for (int at = 0; at < seen[0].Length; at++)
        {
            float sum = 0;
            int any = -1;
            for (int k = 0; k < seen.Length; k++)
            {
                if (seen[k][at] == 0)
                    weights[k][at] = 0;
                else if (any < 0)
                    any = k;
                sum += weights[k][at];
            }
            if (sum > 0)
            {
                for (int k = 0; k < seen.Length; k++)
                {
                    weights[k][at] /= sum;
                    shown[k] |= weights[k][at] > 0;
                }
            }
            else if (any >= 0)
            {
                weights[any][at] = 1;
                shown[any] = true;
            }
        }
        for (int k = 0; k < parts.Count; k++)
            parts[k].IsShown = shown[k];
    }

    private static byte[] Bytes(Mat mask)
    {
        var bytes = new byte[mask.Rows * mask.Cols];
        for (int y = 0; y < mask.Rows; y++)
            MatRows.Row<byte>(mask, y).CopyTo(bytes.AsSpan(y * mask.Cols));
        return bytes;
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
