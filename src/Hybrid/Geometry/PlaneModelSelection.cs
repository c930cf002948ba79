namespace Hybrid.Geometry;

/// <summary>
/// Chooses the kind of map that explains matches best without more freedom than they justify, by the geometric robust
/// information criterion (Torr 1998, Geometric motion segmentation and model selection).
/// </summary>
public static class PlaneModelSelection
{
    // The data are of dimension r = 4, a plane map leaves a manifold of dimension d = 2; λ₃ = 2 caps an outlier's cost.
    private const double DataDimension = 4, ManifoldDimension = 2, OutlierCost = 2 * (DataDimension - ManifoldDimension);
    private const int Rounds = 4;

    /// <summary>
    /// Fits translation, similarity, affine map and homography, each to its own inliers, and orders them by
    /// GRIC = Σ min(e²/σ², λ₃(r−d)) + n d ln r + k ln(r n), best first, e being Sampson's error. Models that the
    /// matches do not determine are left out.
    /// </summary>
    /// <param name="start">A map to begin with: its inliers seed each fit.</param>
    /// <param name="matches">All matches, outliers included.</param>
    /// <param name="sigma">Noise of one coordinate in pixels.</param>
    public static IReadOnlyList<PlaneModelFit> Rank(in Homography start, ReadOnlySpan<PointMatch> matches, double sigma)
    {
        if (!(sigma > 0 && double.IsFinite(sigma)))
            throw new ArgumentException("The noise is positive.", nameof(sigma));
        var fits = new List<PlaneModelFit>(4);
        foreach (PlaneModel model in (ReadOnlySpan<PlaneModel>)[PlaneModel.Translation, PlaneModel.Similarity, PlaneModel.Affine, PlaneModel.Homography])
        {
            if (Fit(model, start, matches, sigma) is { } fit)
                fits.Add(fit);
        }
        fits.Sort((a, b) => a.Gric.CompareTo(b.Gric));
        return fits;
    }

    private static PlaneModelFit? Fit(PlaneModel model, in Homography start, ReadOnlySpan<PointMatch> matches, double sigma)
    {
        var weights = new double[matches.Length];
        // The start's inliers, generously taken, seed every model; from then on each keeps its own.
        (_, int inliers) = Score(start, matches, 2 * sigma, weights);
        PlaneModelFit? best = null;
        for (int round = 0; round < Rounds && inliers > 0; round++)
        {
            if (Estimate(model, matches, weights) is not { } h)
                break;
            (double cost, inliers) = Score(h, matches, sigma, weights);
            double gric = cost + matches.Length * ManifoldDimension * Math.Log(DataDimension)
                + (int)model * Math.Log(DataDimension * matches.Length);
            if (best is null || gric < best.Gric)
                best = new PlaneModelFit(model, h, gric, inliers);
        }
        return best;
    }

    private static Homography? Estimate(PlaneModel model, ReadOnlySpan<PointMatch> matches, double[] weights) => model switch
    {
        PlaneModel.Translation => HomographyEstimator.Translation(matches, weights),
        PlaneModel.Similarity => HomographyEstimator.Similarity(matches, weights),
        PlaneModel.Affine => HomographyEstimator.Affine(matches, weights),
        _ => HomographyEstimator.Dlt(matches, weights) is { } h
            ? HomographyRefiner.Refine(h, matches, _sampson, weights).Homography
            : null,
    };

    private static readonly HomographyRefinerOptions _sampson = new() { Error = TransferErrorKind.Sampson, Loss = RobustLoss.None, MaxIterations = 10 };

    private static (double Cost, int Inliers) Score(in Homography h, ReadOnlySpan<PointMatch> matches, double sigma, double[] weights)
    {
        double cost = 0;
        int inliers = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            double e = HomographyErrors.Sampson(h, matches[i]) / sigma;
            bool isInlier = e * e < OutlierCost;
            cost += isInlier ? e * e : OutlierCost;
            weights[i] = isInlier ? 1 : 0;
            inliers += isInlier ? 1 : 0;
        }
        return (cost, inliers);
    }
}
