namespace Hybrid.Geometry;

/// <summary>
/// Nonlinear refinement of a homography by iteratively reweighted Levenberg–Marquardt steps over its eight degrees of
/// freedom in normalised coordinates (Hartley and Zisserman, section 4.5 and appendix 6). Deterministic.
/// </summary>
public static class HomographyRefiner
{
    private const double LargestDamping = 1e10;

    /// <summary>Squared pixels; below it only rounding is left.</summary>
    private const double NegligibleCost = 1e-18;

    /// <summary>
    /// Lowers the robust cost Σ weight·ρ(error²) from a start. Never raises it: without usable matches (fewer than
    /// four in front of the start's horizon) the result is the start, not converged.
    /// </summary>
    /// <param name="start">Where to begin, A to B.</param>
    /// <param name="matches">The matches, pixels.</param>
    /// <param name="options">The distance, the loss and the limits; null for symmetric transfer with Huber's loss at 1 px.</param>
    /// <param name="weights">Weight of each match; empty for all one.</param>
    /// <exception cref="ArgumentException">Weights do not fit the matches, or the scale is not positive.</exception>
    public static RefinedHomography Refine(
        in Homography start,
        ReadOnlySpan<PointMatch> matches,
        HomographyRefinerOptions? options = null,
        ReadOnlySpan<double> weights = default)
    {
        options ??= new HomographyRefinerOptions();
        MatchWeights.Guard(matches.Length, weights);
        if (options.Loss != RobustLoss.None && !(options.Scale > 0 && double.IsFinite(options.Scale)))
            throw new ArgumentException("The scale of a robust loss is positive.", nameof(options));
        var problem = TransferProblem.Create(start, matches, weights, options.Error, new RobustKernel(options.Loss, options.Scale));
        return problem is null ? new(start, double.NaN, 0, false) : Minimize(start, problem, options);
    }

    private static RefinedHomography Minimize(in Homography start, TransferProblem problem, HomographyRefinerOptions options)
    {
        Homography current = problem.ToNormalized(start);
        NormalEquations equations = new(), candidateEquations = new();
        Span<double> delta = stackalloc double[TransferResiduals.Parameters];
        double startCost = problem.Linearize(current, equations, out double meanSquare), cost = startCost, lambda = 1e-3;
        if (!double.IsFinite(cost))
            return new(start, double.NaN, 0, false) { MatchesUsed = problem.Count };
        bool converged = false, moved = false;
        int iterations = 0;
        while (!converged && iterations < options.MaxIterations)
        {
            iterations++;
            Homography candidate = default;
            bool solved = equations.Solve(lambda, delta);
            double trial = double.PositiveInfinity, candidateMeanSquare = double.NaN;
            if (solved)
            {
                candidate = Step(current, delta);
                trial = problem.Linearize(candidate, candidateEquations, out candidateMeanSquare);
            }
            if (trial < cost)
            {
                converged = cost - trial <= options.CostTolerance * cost || trial <= NegligibleCost;
                current = candidate;
                cost = trial;
                moved = true;
                lambda = Math.Max(lambda / 10, 1e-12);
                meanSquare = candidateMeanSquare;
                (equations, candidateEquations) = (candidateEquations, equations);
            }
            else
            {
                // At the minimum rounding decides: a step that neither moves nor lowers anything ends the search.
                converged = solved && (Largest(delta) < 1e-11 || trial <= cost * (1 + 1e-14));
                lambda *= 10;
                if (lambda > LargestDamping)
                    break;
            }
        }
        return new(moved ? problem.FromNormalized(current) : start, Math.Sqrt(meanSquare), iterations, converged)
        {
            StartCost = startCost,
            Cost = cost,
            MatchesUsed = problem.Count,
        };
    }

    private static Homography Step(in Homography h, ReadOnlySpan<double> d) => new(
        h.M11 + d[0], h.M12 + d[1], h.M13 + d[2],
        h.M21 + d[3], h.M22 + d[4], h.M23 + d[5],
        h.M31 + d[6], h.M32 + d[7], 1);

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
