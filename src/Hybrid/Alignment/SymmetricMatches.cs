using Hybrid.Classical;
using Hybrid.Geometry;

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
        if (matches.Strong.Count < LeastInliers || RobustHomography.Estimate(matches.Strong, robust) is not { } model)
            return null;
        return model.Inliers.Length >= Math.Max(LeastInliers, LeastRatio * matches.Strong.Count) && model.Homography.Determinant * model.Homography.M33 < 0
            ? (model, matches.Strong.Count)
            : null;
    }
}
