using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stereo;

/// <summary>
/// Semi-global matching in both directions with a left-right check (Hirschmüller, PAMI 2008; OpenCV's StereoSGBM with
/// Birchfield–Tomasi costs). Images are padded so that every pixel is answered, not only those right of the largest disparity.
/// </summary>
public static class SemiGlobalMatcher
{
    /// <summary>OpenCV's MODE_SGBM_3WAY, which OpenCvSharp's enumeration leaves out.</summary>
    private const StereoSGBMMode ThreePaths = (StereoSGBMMode)2;

    /// <summary>Matches a rectified pair.</summary>
    /// <param name="left">8-bit, 1 or 3 channels.</param>
    /// <param name="right">Same type and size.</param>
    /// <param name="range">Disparities to search.</param>
    /// <param name="options">Penalties, checks, paths.</param>
    /// <param name="threads">Threads to use; 0 means all cores. The result does not depend on it.</param>
    public static SemiGlobalDisparity Match(Mat left, Mat right, DisparityRange range, SemiGlobalOptions options, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(options);
        SemiGlobalPaths paths = options.Paths ?? Affordable(left.Size(), range, options.VolumeBytes);
        using var flippedLeft = new Mat();
        using var flippedRight = new Mat();
        Cv2.Flip(left, flippedLeft, FlipMode.Y);
        Cv2.Flip(right, flippedRight, FlipMode.Y);
        ScalarMap[] maps = new ScalarMap[2];
        // In the mirror the right image is the left one, with the same disparities.
        Parallel.Invoke(
            Concurrency.Options(threads),
            () => maps[0] = OneWay(left, right, range, options, paths, mirrored: false),
            () => maps[1] = OneWay(flippedRight, flippedLeft, range, options, paths, mirrored: true));
        ScalarMap error = LeftRightError(maps[0], maps[1]);
        return new SemiGlobalDisparity(maps[0], Check(maps[0], error, options), maps[1], error, paths);
    }

    /// <summary>|d_left(x) − d_right(x − d_left(x))|, the smaller of the two nearest partners; NaN where either is unknown.</summary>
    public static ScalarMap LeftRightError(ScalarMap left, ScalarMap right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var error = new ScalarMap(left.Width, left.Height);
        Concurrency.For(0, left.Height, y =>
        {
            ReadOnlySpan<float> l = left.Row(y), r = right.Row(y);
            Span<float> e = error.Row(y);
            for (int x = 0; x < l.Length; x++)
            {
                float at = x - l[x];
                int below = (int)MathF.Floor(at);
                float a = below >= 0 && below < r.Length ? MathF.Abs(l[x] - r[below]) : float.NaN;
                float b = below + 1 >= 0 && below + 1 < r.Length ? MathF.Abs(l[x] - r[below + 1]) : float.NaN;
                e[x] = float.IsNaN(l[x]) ? float.NaN : float.IsNaN(a) ? b : float.IsNaN(b) ? a : MathF.Min(a, b);
            }
        });
        return error;
    }

    private static SemiGlobalPaths Affordable(Size size, DisparityRange range, long bytes)
    {
        // Two volumes of 16-bit costs, for both directions at a time.
        long volume = 2L * 2 * 2 * (size.Width + range.Count) * size.Height * Rounded(range.Count);
        return volume <= bytes ? SemiGlobalPaths.Eight : SemiGlobalPaths.Three;
    }

    private static int Rounded(int count) => (count + 15) / 16 * 16;

    private static ScalarMap OneWay(Mat from, Mat to, DisparityRange range, SemiGlobalOptions options, SemiGlobalPaths paths, bool mirrored)
    {
        int count = Rounded(range.Count), area = options.BlockSize * options.BlockSize * from.Channels();
        int before = Math.Max(0, range.Min + count), after = Math.Max(0, -range.Min);
        using var a = new Mat();
        using var b = new Mat();
        Cv2.CopyMakeBorder(from, a, 0, 0, before, after, BorderTypes.Replicate);
        Cv2.CopyMakeBorder(to, b, 0, 0, before, after, BorderTypes.Replicate);
        using StereoSGBM matcher = StereoSGBM.Create(
            range.Min, count, options.BlockSize, options.SmallStep * area, options.LargeStep * area, -1, options.PreFilterCap, options.Uniqueness, 0, 0,
            paths switch { SemiGlobalPaths.Eight => StereoSGBMMode.HH, SemiGlobalPaths.Five => StereoSGBMMode.SGBM, _ => ThreePaths });
        using var sixteenths = new Mat();
        matcher.Compute(a, b, sixteenths);
        var map = new ScalarMap(from.Width, from.Height);
        float unknownBelow = range.Min;
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<short> row = MatRows.Row<short>(sixteenths, y).Slice(before, map.Width);
            Span<float> target = map.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                float d = row[x] / 16f;
                target[mirrored ? row.Length - 1 - x : x] = d < unknownBelow ? float.NaN : d;
            }
        }
        return map;
    }

    private static ScalarMap Check(ScalarMap raw, ScalarMap error, SemiGlobalOptions options)
    {
        int speckle = (int)Math.Round(options.SpeckleSize * Math.Max(1.0, raw.Data.Length / 307_200.0));
        using var sixteenths = new Mat(raw.Height, raw.Width, MatType.CV_16SC1);
        for (int y = 0; y < raw.Height; y++)
        {
            ReadOnlySpan<float> d = raw.Row(y), e = error.Row(y);
            Span<short> target = MatRows.Row<short>(sixteenths, y);
            for (int x = 0; x < d.Length; x++)
                target[x] = e[x] <= options.LeftRightTolerance ? (short)MathF.Round(16 * d[x]) : short.MinValue;
        }
        if (speckle > 0)
            Cv2.FilterSpeckles(sixteenths, short.MinValue, speckle, 16 * options.SpeckleStep);
        var result = new ScalarMap(raw.Width, raw.Height);
        for (int y = 0; y < raw.Height; y++)
        {
            ReadOnlySpan<short> kept = MatRows.Row<short>(sixteenths, y);
            ReadOnlySpan<float> d = raw.Row(y);
            Span<float> target = result.Row(y);
            for (int x = 0; x < d.Length; x++)
                target[x] = kept[x] == short.MinValue ? float.NaN : d[x];
        }
        return result;
    }
}
