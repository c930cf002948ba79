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
        if (h.LocalAt(centre).Scale >= 1)
            return MatchInFrame(grayA, grayB, h, features, radius, threads);
        TentativeMatches swapped = MatchInFrame(grayB, grayA, inverse, features, radius, threads);
        return new TentativeMatches(Swap(swapped.Strong), Swap(swapped.Weak));
    }

    private static TentativeMatches MatchInFrame(
        Mat frame, Mat other, in Homography toOther, FeatureOptions features, double radius, int threads)
    {
        using Mat warped = toOther.PullBack(other, frame.Size(), out Mat mask);
        using Mat owned = mask;
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
}
