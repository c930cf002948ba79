using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>
/// Matches again under a known approximate homography: the image of higher resolution is warped into the other's frame,
/// so that descriptors see nearly the same patch, and partners are sought only near where they should be.
/// (View synthesis as in MODS: Mishkin, Matas and Perdoch, CVIU 2015.)
/// </summary>
public static class RectifiedMatcher
{
    /// <summary>Matches the images under a homography.</summary>
    /// <param name="grayA">8-bit, one channel.</param>
    /// <param name="grayB">8-bit, one channel.</param>
    /// <param name="h">Approximate A to B.</param>
    /// <param name="features">Which features.</param>
    /// <param name="radius">How far a partner may lie from where the homography puts it, in pixels of the common frame.</param>
    /// <param name="threads">Threads to use; 0 means all cores.</param>
    /// <returns>
    /// Strong: distinct against all other places of the image, and near. Weak: mutually nearest among those near.
    /// </returns>
    public static TentativeMatches Match(Mat grayA, Mat grayB, in Homography h, FeatureOptions features, double radius, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        if (h.Inverse() is not { } inverse)
            return new TentativeMatches([], []);
        var centre = new Point2d((grayA.Width - 1) / 2.0, (grayA.Height - 1) / 2.0);
        if (LocalArea(h, centre) >= 1)
            return Match(grayA, grayB, h, inverse, features, radius, threads);
        TentativeMatches swapped = Match(grayB, grayA, inverse, h, features, radius, threads);
        return new TentativeMatches(Swap(swapped.Strong), Swap(swapped.Weak));
    }

    private static TentativeMatches Match(
        Mat frame, Mat other, in Homography toOther, in Homography toFrame, FeatureOptions features, double radius, int threads)
    {
        using var warped = new Mat();
        using var mask = new Mat();
        double shrink = Math.Sqrt(LocalArea(toOther, new Point2d((frame.Width - 1) / 2.0, (frame.Height - 1) / 2.0)));
        using var smooth = new Mat();
        if (shrink > 1.2)
            Cv2.GaussianBlur(other, smooth, new Size(0, 0), 0.5 * Math.Sqrt(shrink * shrink - 1));
        else
            other.CopyTo(smooth);
        using Mat map = ToMat(toOther);
        InterpolationFlags inverseMap = InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap;
        Cv2.WarpPerspective(smooth, warped, map, frame.Size(), inverseMap, BorderTypes.Replicate);
        using var full = new Mat(other.Rows, other.Cols, MatType.CV_8UC1, Scalar.All(255));
        Cv2.WarpPerspective(full, mask, map, frame.Size(), InterpolationFlags.Nearest | InterpolationFlags.WarpInverseMap, BorderTypes.Constant, Scalar.All(0));

        FeatureSet a = FeatureExtractor.Extract(frame, features, mask);
        FeatureSet b = FeatureExtractor.Extract(warped, features, mask);
        if (a.Count < 2 || b.Count < 2)
            return new TentativeMatches([], []);
        TentativeMatches found = TentativeMatcher.Match(a, b, new MatchOptions { Ratio = 0.9 }, threads);
        return new TentativeMatches(Near(found.Strong, toOther, radius), Near(found.Weak, toOther, radius));
    }

    private static List<PointMatch> Near(IReadOnlyList<PointMatch> matches, in Homography toOther, double radius)
    {
        var near = new List<PointMatch>(matches.Count);
        foreach (PointMatch m in matches)
        {
            double dx = m.A.X - m.B.X, dy = m.A.Y - m.B.Y;
            if (dx * dx + dy * dy <= radius * radius)
                near.Add(m with { B = toOther.Apply(m.B) });
        }
        return near;
    }

    private static List<PointMatch> Swap(IReadOnlyList<PointMatch> matches) =>
        [.. matches.Select(m => new PointMatch(m.B, m.A, m.Score))];

    /// <summary>|det J| of the map at a point: area in B of a unit square in A.</summary>
    private static double LocalArea(in Homography h, Point2d p)
    {
        double w = h.M31 * p.X + h.M32 * p.Y + h.M33;
        return Math.Abs(h.Determinant / (w * w * w));
    }

    internal static Mat ToMat(in Homography h)
    {
        var m = new Mat(3, 3, MatType.CV_64FC1);
        double[] values = h.ToRowMajor();
        for (int i = 0; i < 9; i++)
            m.Set(i / 3, i % 3, values[i]);
        return m;
    }
}
