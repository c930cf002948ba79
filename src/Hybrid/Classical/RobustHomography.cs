using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Classical;

/// <summary>Robust homography estimation with OpenCV, refined on the inliers.</summary>
public static class RobustHomography
{
    /// <summary>
    /// Matches up to this many thresholds away still pull, with Huber's weight: cutting at the threshold itself makes
    /// the fit depend on which borderline matches the sampler happened to keep.
    /// </summary>
    private const double Reach = 3;

    /// <summary>Estimates a homography from matches with outliers, then refines it (Levenberg–Marquardt).</summary>
    /// <param name="matches">At least 4, otherwise nothing is found.</param>
    /// <param name="options">Estimator, threshold, seed.</param>
    /// <returns>The model, or null where the estimator found none.</returns>
    public static RobustModel? Estimate(IReadOnlyList<PointMatch> matches, RobustOptions options)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(options);
        if (matches.Count < 4)
            return null;

        // Best matches first (RHO and PROSAC sample in that order), in an order of the seed's own where scores tie;
        // OpenCV's classic estimators have a fixed internal seed, so the order is what a seed can change.
        PointMatch[] ordered = Shuffle(matches, options.Seed);
        double[] a = [.. ordered.SelectMany(m => new[] { m.A.X, m.A.Y })];
        double[] b = [.. ordered.SelectMany(m => new[] { m.B.X, m.B.Y })];
        using Mat from = Mat.FromPixelData(ordered.Length, 1, MatType.CV_64FC2, a);
        using Mat to = Mat.FromPixelData(ordered.Length, 1, MatType.CV_64FC2, b);
        using var mask = new Mat();
        using Mat found = Find(from, to, mask, options);
        if (found.Empty() || found.Rows != 3)
            return null;
        Homography h = Read(found);
        return double.IsFinite(h.Determinant) ? Refit(h, matches, options.Threshold) : null;
    }

    /// <summary>
    /// Alternates between choosing inliers and Levenberg–Marquardt on them, with residuals beyond the threshold
    /// weighted down, until the inliers stay the same.
    /// </summary>
    /// <param name="start">Where to start.</param>
    /// <param name="matches">All matches, outliers included.</param>
    /// <param name="threshold">Inlier threshold in pixels of B.</param>
    /// <returns>The refined model; null where fewer than 4 matches agree.</returns>
    public static RobustModel? Refit(in Homography start, IReadOnlyList<PointMatch> matches, double threshold)
    {
        Homography h = start;
        PointMatch[] inliers = Inliers(h, matches, threshold);
        for (int round = 0; round < 5 && inliers.Length >= 4; round++)
        {
            RefinedHomography refined = HomographyRefiner.Refine(h, Inliers(h, matches, Reach * threshold), null);
            PointMatch[] next = Inliers(refined.Homography, matches, threshold);
            if (next.Length < inliers.Length * 0.9)
                break;
            bool same = next.Length == inliers.Length;
            (h, inliers) = (refined.Homography, next);
            if (same)
                break;
        }
        return inliers.Length >= 4 ? new RobustModel(h.Normalized(), inliers) : null;
    }

    /// <summary>The matches whose transfer error in B is at most the threshold.</summary>
    public static PointMatch[] Inliers(in Homography h, IReadOnlyList<PointMatch> matches, double threshold)
    {
        var inliers = new List<PointMatch>(matches.Count);
        foreach (PointMatch match in matches)
        {
            if (HomographyErrors.Transfer(h, match) <= threshold)
                inliers.Add(match);
        }
        return [.. inliers];
    }

    private static Mat Find(Mat from, Mat to, Mat mask, RobustOptions options)
    {
        HomographyMethods method = options.Method switch
        {
            RobustMethod.Ransac => HomographyMethods.Ransac,
            RobustMethod.Lmeds => HomographyMethods.LMedS,
            RobustMethod.Rho => HomographyMethods.Rho,
            RobustMethod.Default => HomographyMethods.USAC_DEFAULT,
            RobustMethod.Fast => HomographyMethods.USAC_FAST,
            RobustMethod.Accurate => HomographyMethods.USAC_ACCURATE,
            RobustMethod.Magsac => HomographyMethods.USAC_MAGSAC,
            RobustMethod.Parallel => HomographyMethods.USAC_PARALLEL,
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Method, "unknown estimator"),
        };
        return Cv2.FindHomography(from, to, method, options.Threshold, mask, options.MaxIterations, options.Confidence);
    }

    private static PointMatch[] Shuffle(IReadOnlyList<PointMatch> matches, int seed)
    {
        var random = new Random(seed);
        (PointMatch Match, int Tie)[] keyed = [.. matches.Select(m => (m, random.Next()))];
        return [.. keyed.OrderByDescending(k => MathF.Round(k.Match.Score * 20)).ThenBy(k => k.Tie).Select(k => k.Match)];
    }

    private static Homography Read(Mat m) => new Homography(
        m.At<double>(0, 0), m.At<double>(0, 1), m.At<double>(0, 2),
        m.At<double>(1, 0), m.At<double>(1, 1), m.At<double>(1, 2),
        m.At<double>(2, 0), m.At<double>(2, 1), m.At<double>(2, 2)).Normalized();
}
