using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>
/// Matches two images over simulated affine views of them (ASIFT: Morel and Yu, 2009), so that strong tilts come
/// within SIFT's reach. All views of A are searched in all views of B; a match is distinct where its second nearest
/// descriptor <em>at another place</em> is clearly farther, since the same place is seen in many views.
/// </summary>
public static class AffineMatcher
{
    /// <summary>Matches the images.</summary>
    /// <param name="grayA">8-bit, one channel.</param>
    /// <param name="grayB">8-bit, one channel.</param>
    /// <param name="features">Which features.</param>
    /// <param name="options">Views, resolution, ratio.</param>
    /// <param name="threads">Threads to use; 0 means all cores.</param>
    /// <param name="cancellationToken">Checked between views.</param>
    /// <returns>Matches in pixels of the images as given, none fitted to anything yet.</returns>
    public static TentativeMatches Match(
        Mat grayA, Mat grayB, FeatureOptions features, AffineMatchOptions options, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        ArgumentNullException.ThrowIfNull(options);
        using ScaledImage a = ScaledImage.Reduce(grayA, options.LongSide), b = ScaledImage.Reduce(grayB, options.LongSide);
        Homography aToFull = a.ToOriginal, bToFull = b.ToOriginal;
        FeatureOptions perView = features with { MaxKeypoints = options.KeypointsPerView };
        IReadOnlyList<AffineView> views = AffineView.UpTo(options.MaxTilt, options.TiltStep);

        FeatureSet[] viewsOfA = Extract(a.Image, views, perView, threads, cancellationToken);
        FeatureSet[] viewsOfB = Extract(b.Image, views, perView, threads, cancellationToken);
        var tentative = new List<(PointMatch Match, bool Strong)>();
        if (options.BothSides)
        {
            Collect(viewsOfA, viewsOfB, options, threads, tentative, cancellationToken);
        }
        else
        {
            Collect(viewsOfA, viewsOfB[..1], options, threads, tentative, cancellationToken);
            Collect(viewsOfA[..1], viewsOfB[1..], options, threads, tentative, cancellationToken);
        }
        return Distinct(tentative, aToFull, bToFull);
    }

    private static FeatureSet[] Extract(Mat gray, IReadOnlyList<AffineView> views, FeatureOptions options, int threads, CancellationToken cancellationToken)
    {
        var sets = new FeatureSet[views.Count];
        ParallelOptions parallel = Concurrency.Options(threads, cancellationToken);
        Parallel.For(0, views.Count, parallel, i => sets[i] = views[i].Extract(gray, options));
        return sets;
    }

    private static void Collect(
        FeatureSet[] viewsOfA, FeatureSet[] viewsOfB, AffineMatchOptions options, int threads,
        List<(PointMatch Match, bool Strong)> tentative, CancellationToken cancellationToken)
    {
        FeatureSet a = FeatureSet.Concat(viewsOfA);
        FeatureSet b = FeatureSet.Concat(viewsOfB);
        if (a.Count < 2 || b.Count < 2)
            return;
        // The best match of each query in each view of B apart: the second nearest place is then known even where the
        // nearest place is seen in all views.
        var best = new (int Index, float Distance)[viewsOfB.Length][];
        var second = new (int Index, float Distance)[viewsOfB.Length][];
        var reverse = new (int Query, float Distance)[b.Count];
        int offset = 0;
        for (int v = 0; v < viewsOfB.Length; v++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Neighbours n = BruteForceMatcher.Match(a, viewsOfB[v], threads);
            int start = offset;
            best[v] = [.. n.First.Select((j, i) => (j < 0 ? -1 : start + j, n.FirstDistance[i]))];
            second[v] = [.. n.Second.Select((j, i) => (j < 0 ? -1 : start + j, n.SecondDistance[i]))];
            for (int j = 0; j < viewsOfB[v].Count; j++)
                reverse[start + j] = (n.Reverse[j], 0);
            offset += viewsOfB[v].Count;
        }

        double elsewhere = options.Elsewhere * options.Elsewhere;
        for (int i = 0; i < a.Count; i++)
        {
            (int Index, float Distance) nearest = (-1, float.PositiveInfinity);
            foreach ((int Index, float Distance)[] view in best)
            {
                if (view[i].Distance < nearest.Distance)
                    nearest = view[i];
            }
            if (nearest.Index < 0)
                continue;
            Point2f place = b.Keypoints[nearest.Index].Pt;
            float other = float.PositiveInfinity;
            for (int v = 0; v < best.Length; v++)
            {
                if (IsElsewhere(b, best[v][i].Index, place, elsewhere))
                    other = Math.Min(other, best[v][i].Distance);
                else if (IsElsewhere(b, second[v][i].Index, place, elsewhere))
                    other = Math.Min(other, second[v][i].Distance);
            }
            bool mutual = reverse[nearest.Index].Query == i
                || !IsElsewhere(a, reverse[nearest.Index].Query, a.Keypoints[i].Pt, elsewhere);
            float ratio = other > 0 ? nearest.Distance / other : 1;
            bool strong = ratio < options.Ratio;
            if (!mutual)
                continue;
            Point2f p = a.Keypoints[i].Pt;
            tentative.Add((new PointMatch(new Point2d(p.X, p.Y), new Point2d(place.X, place.Y), 1 - ratio), strong));
        }
    }

    private static bool IsElsewhere(FeatureSet set, int index, Point2f place, double squaredDistance)
    {
        if (index < 0)
            return false;
        Point2f p = set.Keypoints[index].Pt;
        double dx = p.X - place.X, dy = p.Y - place.Y;
        return dx * dx + dy * dy > squaredDistance;
    }

    /// <summary>One match a place: the same point is found in many views, which is one observation.</summary>
    private static TentativeMatches Distinct(List<(PointMatch Match, bool Strong)> tentative, in Homography aToFull, in Homography bToFull)
    {
        var strong = new List<PointMatch>();
        var weak = new List<PointMatch>();
        var seen = new HashSet<(int, int, int, int)>();
        foreach ((PointMatch match, bool isStrong) in tentative.OrderByDescending(t => t.Match.Score))
        {
            if (!seen.Add(((int)(match.A.X / 2), (int)(match.A.Y / 2), (int)(match.B.X / 2), (int)(match.B.Y / 2))))
                continue;
            (isStrong ? strong : weak).Add(new PointMatch(aToFull.Apply(match.A), bToFull.Apply(match.B), match.Score));
        }
        return new TentativeMatches(strong, weak);
    }
}
