namespace Hybrid.Geometry;

/// <summary>
/// Local optimisation of a robustly estimated homography over all its matches, without an inlier threshold: every
/// match is weighted by the likelihood of being an inlier, marginalised over an unknown noise (MAGSAC++, Barath et al.
/// 2020), and the reweighting runs inside Levenberg–Marquardt on a geometric distance, not on the algebraic one.
/// </summary>
public static class MarginalizedRefit
{
    /// <summary>Refits from a start. Within a round the marginalised cost never rises.</summary>
    /// <param name="start">A robust estimate, A to B.</param>
    /// <param name="matches">All matches, outliers included.</param>
    /// <param name="options">Noise bound and rounds; null for the defaults.</param>
    /// <param name="weights">Prior weight of each match, as from a matching confidence; empty for all one.</param>
    /// <exception cref="ArgumentException">Weights do not fit the matches, or the noise bound is not positive.</exception>
    public static RefinedHomography Refit(
        in Homography start,
        ReadOnlySpan<PointMatch> matches,
        MarginalizedRefitOptions? options = null,
        ReadOnlySpan<double> weights = default)
    {
        options ??= new MarginalizedRefitOptions();
        RefinedHomography result = new(start, double.NaN, 0, false);
        int iterations = 0;
        for (int round = Math.Max(1, options.Rounds) - 1; round >= 0; round--)
        {
            result = HomographyRefiner.Refine(
                result.Homography,
                matches,
                new HomographyRefinerOptions
                {
                    Error = options.Error,
                    Loss = RobustLoss.Marginalized,
                    Scale = options.MaxSigma * Math.ScaleB(1, round),
                    MaxIterations = options.MaxIterations,
                    CostTolerance = 1e-7,
                },
                weights);
            iterations += result.Iterations;
        }
        return result with { Iterations = iterations };
    }
}
