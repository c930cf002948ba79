using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>
/// Fills what a left-right check left open from the surfaces around it. Where the pixel is occluded, the farther surface goes
/// on behind the nearer one; where it is merely unmatched, the surface whose colour it has does.
/// </summary>
/// <remarks>
/// Occlusions are told from mismatches as in Hirschmüller, PAMI 2008, section 2.6; unlike there, surfaces are continued
/// with their slope, and a weighted median (Ma et al., ICCV 2013, in its plain form) settles disagreements between rows.
/// </remarks>
public static class SurfaceFill
{
    private const int SlopeWindow = 12;
    private const int SlopeRows = 3;
    private const double MaxSlope = 0.4;
    private const int MedianRadius = 8;

    /// <summary>Every second pixel votes: the median of 81 is as good as that of 289.</summary>
    private const int MedianStep = 2;

    /// <summary>Fills a map.</summary>
    /// <param name="known">Disparities that passed the check; NaN elsewhere.</param>
    /// <param name="right">The right image's disparities; null where there are none, and all holes count as occluded.</param>
    /// <param name="guide">Left image, 8-bit, 1 or 3 channels.</param>
    /// <param name="range">Values that a disparity may have.</param>
    /// <returns>A map without NaN wherever a row or column has anything known; otherwise as given.</returns>
    public static ScalarMap Fill(ScalarMap known, ScalarMap? right, Mat guide, DisparityRange range)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(guide);
        var filled = new ScalarMap(known.Width, known.Height, [.. known.Data]);
        Concurrency.For(0, known.Height, y => FillRow(known, right, guide, range, filled, y));
        FillEmptyRows(filled);
        return Settled(known, filled, guide);
    }

    private static void FillRow(ScalarMap known, ScalarMap? right, Mat guide, DisparityRange range, ScalarMap filled, int y)
    {
        ReadOnlySpan<float> row = known.Row(y);
        Span<float> target = filled.Row(y);
        for (int x = 0; x < row.Length;)
        {
            if (!float.IsNaN(row[x]))
            {
                x++;
                continue;
            }
            int end = x;
            while (end < row.Length && float.IsNaN(row[end]))
                end++;
            Side? before = x > 0 ? new Side(x - 1, row[x - 1], Slope(known, x - 1, y, -1)) : null;
            Side? after = end < row.Length ? new Side(end, row[end], Slope(known, end, y, 1)) : null;
            if (before is not null || after is not null)
            {
                for (int i = x; i < end; i++)
                    target[i] = Math.Clamp(Choose(before, after, right, guide, range, i, y), range.Min, range.Max);
            }
            x = end;
        }
    }

    private static float Choose(Side? before, Side? after, ScalarMap? right, Mat guide, DisparityRange range, int x, int y)
    {
        if (before is not { } b)
            return after!.Value.At(x);
        if (after is not { } a)
            return b.At(x);
        float fromLeft = b.At(x), fromRight = a.At(x);
        if (MathF.Abs(fromLeft - fromRight) <= 1)
            return fromLeft + (fromRight - fromLeft) * (x - b.X) / (a.X - b.X);
        bool occluded = right is null || !IsMismatch(right, range, x, y);
        if (occluded)
            return MathF.Min(fromLeft, fromRight);
        return ColorDistance(guide, x, b.X, y) <= ColorDistance(guide, x, a.X, y) ? fromLeft : fromRight;
    }

    /// <summary>Whether some disparity would put the pixel on a surface that the right image sees there: then it was not hidden, only not matched.</summary>
    private static bool IsMismatch(ScalarMap right, DisparityRange range, int x, int y)
    {
        ReadOnlySpan<float> r = right.Row(y);
        for (int d = range.Min; d <= range.Max; d++)
        {
            int at = x - d;
            if (at >= 0 && at < r.Length && MathF.Abs(r[at] - d) <= 0.5f)
                return true;
        }
        return false;
    }

    private static int ColorDistance(Mat guide, int x, int other, int y)
    {
        int channels = guide.Channels(), sum = 0;
        ReadOnlySpan<byte> row = MatRows.Row<byte>(guide, y);
        for (int c = 0; c < channels; c++)
            sum += Math.Abs(row[channels * x + c] - row[channels * other + c]);
        return sum;
    }

    /// <summary>Slope along x of the surface that ends at (x, y), from its pixels on the side away from the hole.</summary>
    private static float Slope(ScalarMap known, int x, int y, int direction)
    {
        float d0 = known[x, y];
        double n = 0, sx = 0, sd = 0, sxx = 0, sxd = 0;
        for (int j = Math.Max(0, y - SlopeRows); j <= Math.Min(known.Height - 1, y + SlopeRows); j++)
        {
            ReadOnlySpan<float> row = known.Row(j);
            for (int k = 0; k < SlopeWindow; k++)
            {
                int i = x + direction * k;
                if (i < 0 || i >= row.Length || !(MathF.Abs(row[i] - d0) <= 1 + 0.3f * k))
                    continue;
                n++;
                sx += i - x;
                sd += row[i] - d0;
                sxx += (double)(i - x) * (i - x);
                sxd += (i - x) * (double)(row[i] - d0);
            }
        }
        double variance = n * sxx - sx * sx;
        if (n < 3 * SlopeWindow || variance <= 0)
            return 0;
        return (float)Math.Clamp((n * sxd - sx * sd) / variance, -MaxSlope, MaxSlope);
    }

    private static void FillEmptyRows(ScalarMap filled)
    {
        int[] rows = [.. Enumerable.Range(0, filled.Height).Where(y => !float.IsNaN(filled[0, y]))];
        if (rows.Length == 0)
            return;
        for (int y = 0; y < filled.Height; y++)
        {
            if (float.IsNaN(filled[0, y]))
                filled.Row(rows.MinBy(r => Math.Abs(r - y))).CopyTo(filled.Row(y));
        }
    }

    // Only filled pixels move, and known ones vote for them more than filled ones do.
    private static ScalarMap Settled(ScalarMap known, ScalarMap filled, Mat guide)
    {
        var result = new ScalarMap(filled.Width, filled.Height, [.. filled.Data]);
        int channels = guide.Channels();
        Concurrency.For(0, filled.Height, y =>
        {
            int side = 2 * MedianRadius / MedianStep + 1;
            var votes = new List<(float D, float W)>(side * side);
            ReadOnlySpan<byte> own = MatRows.Row<byte>(guide, y);
            for (int x = 0; x < filled.Width; x++)
            {
                if (!float.IsNaN(known[x, y]) || float.IsNaN(filled[x, y]))
                    continue;
                votes.Clear();
                float total = 0;
                for (int j = y - MedianRadius; j <= y + MedianRadius; j += MedianStep)
                {
                    if (j < 0 || j >= filled.Height)
                        continue;
                    ReadOnlySpan<byte> colors = MatRows.Row<byte>(guide, j);
                    ReadOnlySpan<float> d = filled.Row(j), k = known.Row(j);
                    for (int i = x - MedianRadius; i <= x + MedianRadius; i += MedianStep)
                    {
                        if (i < 0 || i >= filled.Width || float.IsNaN(d[i]))
                            continue;
                        int difference = 0;
                        for (int c = 0; c < channels; c++)
                            difference += Math.Abs(own[channels * x + c] - colors[channels * i + c]);
                        // A surface in front of the hole must not creep over it.
                        if (!float.IsNaN(k[i]) && d[i] > filled[x, y] + 1)
                            continue;
                        float w = MathF.Exp(-difference / (12f * channels)) * (float.IsNaN(k[i]) ? 0.5f : 1);
                        votes.Add((d[i], w));
                        total += w;
                    }
                }
                votes.Sort(static (p, q) => p.D.CompareTo(q.D));
                float sum = 0;
                foreach ((float d, float w) in votes)
                {
                    sum += w;
                    if (sum >= total / 2)
                    {
                        result[x, y] = d;
                        break;
                    }
                }
            }
        });
        return result;
    }

    private readonly record struct Side(int X, float Disparity, float Slope)
    {
        public float At(int x) => Disparity + Slope * (x - X);
    }
}
