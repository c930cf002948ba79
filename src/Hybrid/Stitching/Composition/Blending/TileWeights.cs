using System.Runtime.CompilerServices;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Blending;

/// <summary>Weights of the layers in a tile.</summary>
internal static class TileWeights
{
    /// <summary>A layer's cut mask of the reduced canvas, linearly enlarged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        int from = left.Min(), to = right.Max();
        var mixed = new float[columns];
        for (int y = 0; y < region.Height; y++)
        {
            double v = (region.Y + y + 0.5) * scale - 0.5 - small.Bounds.Y;
            if (v <= -1 || v >= rows)
                continue;
            int y0 = (int)Math.Floor(v);
            float fy = (float)(v - y0) / 255, fz = 1f / 255 - fy;
            ReadOnlySpan<byte> top = MatRows.Row<byte>(small.Cut, Math.Clamp(y0, 0, rows - 1)), low = MatRows.Row<byte>(small.Cut, Math.Clamp(y0 + 1, 0, rows - 1));
            for (int i = from; i <= to; i++)
                mixed[i] = fz * top[i] + fy * low[i];
            Span<float> row = weights.AsSpan(y * region.Width, region.Width);
            for (int x = 0; x < row.Length; x++)
            {
                float l = mixed[left[x]];
                row[x] = fraction[x] < 0 ? 0 : l + fraction[x] * (mixed[right[x]] - l);
            }
        }
        return weights;
    }

    /// <summary>Whether a layer's cut mask reaches into a part of the canvas.</summary>
    public static bool IsShown(SmallLayer small, Rect region, double scale) => Reaches(small, small.Cut, region, scale);

    /// <summary>Whether one of a layer's masks reaches into a part of the canvas.</summary>
    public static bool Reaches(SmallLayer small, Mat mask, Rect region, double scale)
    {
        int left = (int)Math.Floor((region.X + 0.5) * scale - 0.5), right = (int)Math.Ceiling((region.Right - 0.5) * scale - 0.5);
        int top = (int)Math.Floor((region.Y + 0.5) * scale - 0.5), bottom = (int)Math.Ceiling((region.Bottom - 0.5) * scale - 0.5);
        Rect part = new Rect(left - small.Bounds.X, top - small.Bounds.Y, right - left + 1, bottom - top + 1) & new Rect(0, 0, small.Bounds.Width, small.Bounds.Height);
        if (part.Width <= 0 || part.Height <= 0)
            return false;
        using Mat within = new(mask, part);
        return Cv2.CountNonZero(within) > 0;
    }

    /// <summary>Limits weights to where the layers have pixels, lets them sum to one, and gives pixels that no seam decided on to whoever has them.</summary>
    /// <param name="parts">The parts of a tile.</param>
    /// <param name="size">The tile's size.</param>
    public static void Complete(List<TilePart> parts, Size size)
    {
        var sum = new float[size.Width];
        var first = new int[size.Width];
        for (int y = 0; y < size.Height; y++)
        {
            Array.Clear(sum);
            Array.Fill(first, -1);
            for (int k = 0; k < parts.Count; k++)
            {
                if (Row(parts[k], y, out Span<float> weights, out ReadOnlySpan<byte> seen))
                    Sum(weights, seen, sum.AsSpan(parts[k].At.X), first.AsSpan(parts[k].At.X), k);
            }
            for (int k = 0; k < parts.Count; k++)
            {
                if (Row(parts[k], y, out Span<float> weights, out _))
                    parts[k].IsShown |= Share(weights, sum.AsSpan(parts[k].At.X), first.AsSpan(parts[k].At.X), k);
            }
        }
    }

    private static bool Row(TilePart part, int y, out Span<float> weights, out ReadOnlySpan<byte> seen)
    {
        weights = default;
        seen = default;
        if (y < part.At.Y || y >= part.At.Bottom)
            return false;
        weights = part.Weights.AsSpan((y - part.At.Y) * part.At.Width, part.At.Width);
        seen = MatRows.Row<byte>(part.Mask, y - part.At.Y);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum(Span<float> weights, ReadOnlySpan<byte> seen, Span<float> sum, Span<int> first, int part)
    {
        for (int x = 0; x < weights.Length; x++)
        {
            if (seen[x] == 0)
                weights[x] = 0;
            else if (first[x] < 0)
                first[x] = part;
            sum[x] += weights[x];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Share(Span<float> weights, ReadOnlySpan<float> sum, ReadOnlySpan<int> first, int part)
    {
        float most = 0;
        for (int x = 0; x < weights.Length; x++)
        {
            weights[x] = sum[x] > 0 ? weights[x] / sum[x] : first[x] == part ? 1 : 0;
            most = Math.Max(most, weights[x]);
        }
        return most > 0;
    }

    /// <summary>Where any of the layers has a pixel.</summary>
    public static Mat Union(List<TilePart> parts, Size size)
    {
        var union = new Mat(size, MatType.CV_8UC1, Scalar.All(0));
        foreach (TilePart part in parts)
        {
            using Mat at = new(union, part.At);
            Cv2.BitwiseOr(at, part.Mask, at);
        }
        return union;
    }

    /// <summary>The weighted mean.</summary>
    public static Mat Mix(List<TilePart> parts, Size size)
    {
        using var sum = new Mat(size, MatType.CV_32FC3, Scalar.All(0));
        foreach (TilePart part in parts)
        {
            using Mat weight = Plane(part);
            using var three = new Mat();
            Cv2.Merge([weight, weight, weight], three);
            using var weighted = new Mat();
            Cv2.Multiply(part.Image, three, weighted, 1, MatType.CV_32F);
            using Mat at = new(sum, part.At);
            Cv2.Add(at, weighted, at);
        }
        var mixed = new Mat();
        sum.ConvertTo(mixed, parts[0].Image.Type());
        return mixed;
    }

    /// <summary>A part's weights as an image that it shares memory with.</summary>
    public static Mat Plane(TilePart part) => Mat.FromPixelData(part.Image.Rows, part.Image.Cols, MatType.CV_32FC1, part.Weights);
}
