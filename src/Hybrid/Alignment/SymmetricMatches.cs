using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>Matches of one pair's SIFT features as if B were the negative or the mirror image of what it is.</summary>
internal sealed class SymmetricMatches(FeatureSet a, FeatureSet b, MatchOptions matching, int threads)
{
    private const int LeastInliers = 20;
    private const double LeastRatio = 0.3;

    /// <summary>Whether a set of features has the symmetries that this needs.</summary>
    public static bool Applies(FeatureSet features) => !features.IsBinary && features.Dimension == SiftSymmetry.Dimension && features.Count >= 4;

    /// <summary>Tentative matches of A with B's negative.</summary>
    public TentativeMatches Negative() => TentativeMatcher.Match(a, SiftSymmetry.Negative(b), matching, threads);

    /// <summary>A map that mirrors A into B, and how many matches agree with it; null where there is none to speak of.</summary>
    /// <param name="robust">How it is estimated.</param>
    public (RobustModel Model, int Matches)? Mirror(RobustOptions robust)
    {
        TentativeMatches matches = TentativeMatcher.Match(a, SiftSymmetry.Mirrored(b), matching, threads);
        // OpenCV's USAC throws away samples that reverse orientation, so that B's points are mirrored before and the map after.
        PointMatch[] flipped = [.. matches.Strong.Select(Flipped)];
        if (flipped.Length < LeastInliers || RobustHomography.Estimate(flipped, robust) is not { } model)
            return null;
        if (model.Inliers.Length < Math.Max(LeastInliers, LeastRatio * flipped.Length) || model.Homography.Determinant * model.Homography.M33 <= 0)
            return null;
        var mirror = new Homography(-1, 0, 0, 0, 1, 0, 0, 0, 1);
        return (new RobustModel(mirror * model.Homography, [.. model.Inliers.Select(Flipped)]), flipped.Length);
    }

    private static PointMatch Flipped(PointMatch match) => match with { B = new Point2d(-match.B.X, match.B.Y) };
}
