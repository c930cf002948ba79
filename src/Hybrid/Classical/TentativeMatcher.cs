using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>Turns nearest neighbours into tentative matches.</summary>
public static class TentativeMatcher
{
    /// <summary>Matches two feature sets of the same kind.</summary>
    /// <param name="a">Features of image A.</param>
    /// <param name="b">Features of image B.</param>
    /// <param name="options">Search, ratio and mutual check.</param>
    /// <param name="threads">Threads to use; 0 means all cores.</param>
    public static TentativeMatches Match(FeatureSet a, FeatureSet b, MatchOptions options, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(options);
        if (a.Count < 2 || b.Count < 2)
            return new TentativeMatches([], []);
        Neighbours neighbours = options.Search == MatchSearch.Flann
            ? FlannSearch.Match(a, b)
            : BruteForceMatcher.Match(a, b, threads);

        var strong = new List<PointMatch>();
        var weak = new List<PointMatch>();
        var seen = new HashSet<(int, int, int, int)>();
        for (int i = 0; i < a.Count; i++)
        {
            int j = neighbours.First[i];
            if (j < 0)
                continue;
            bool mutual = neighbours.Reverse[j] == i;
            if (options.Mutual && !mutual)
                continue;
            float ratio = neighbours.SecondDistance[i] > 0 ? neighbours.FirstDistance[i] / neighbours.SecondDistance[i] : 1;
            bool distinct = ratio < options.Ratio;
            if (!distinct && !mutual)
                continue;
            Point2f pa = a.Keypoints[i].Pt, pb = b.Keypoints[j].Pt;
            // One point with two orientations is one observation, not two.
            if (!seen.Add(((int)MathF.Round(pa.X * 2), (int)MathF.Round(pa.Y * 2), (int)MathF.Round(pb.X * 2), (int)MathF.Round(pb.Y * 2))))
                continue;
            var match = new PointMatch(new Point2d(pa.X, pa.Y), new Point2d(pb.X, pb.Y), 1 - ratio);
            (distinct ? strong : weak).Add(match);
        }
        return new TentativeMatches(strong, weak);
    }
}
