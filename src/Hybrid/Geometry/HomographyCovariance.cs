using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// How uncertain an estimated homography is, by propagating the noise of its inliers to first order (Hartley and
/// Zisserman, section 5.2): Σ = σ² (JᵀWJ)⁻¹ with J the derivatives of Sampson's error.
/// </summary>
public sealed class HomographyCovariance
{
    private readonly Homography _normalized;
    private readonly TransferProblem _problem;
    private readonly double[] _covariance;

    private HomographyCovariance(Homography normalized, TransferProblem problem, double[] covariance, double sigma)
    {
        _normalized = normalized;
        _problem = problem;
        _covariance = covariance;
        Sigma = sigma;
    }

    /// <summary>Standard deviation of one coordinate of a point, in pixels: given, or estimated from the residuals.</summary>
    public double Sigma { get; }

    /// <summary>
    /// Estimates the covariance of a homography that was fitted to inliers. Null where they do not determine it, or
    /// where the noise is to be estimated from only four.
    /// </summary>
    /// <param name="h">The fitted map.</param>
    /// <param name="inliers">The matches that it was fitted to; no outliers.</param>
    /// <param name="sigma">Noise of a coordinate in pixels; null to estimate it from the residuals.</param>
    /// <param name="weights">Relative inverse variances of the matches; empty for all one.</param>
    /// <exception cref="ArgumentException">Weights do not fit the matches.</exception>
    public static HomographyCovariance? Estimate(
        in Homography h, ReadOnlySpan<PointMatch> inliers, double? sigma = null, ReadOnlySpan<double> weights = default)
    {
        MatchWeights.Guard(inliers.Length, weights);
        var problem = TransferProblem.Create(h, inliers, weights, TransferErrorKind.Sampson, new RobustKernel(RobustLoss.None, 1));
        if (problem is null || (sigma is null && problem.Count <= 4))
            return null;
        const int n = TransferResiduals.Parameters;
        Homography normalized = problem.ToNormalized(h);
        var equations = new NormalEquations();
        if (!double.IsFinite(problem.Linearize(normalized, equations, out double meanSquare)))
            return null;
        double variance = sigma * sigma ?? meanSquare * problem.Count / (2.0 * problem.Count - n);
        // Only the proportions of the weights say something about the noise.
        double unit = problem.TotalWeight / problem.Count;
        var information = Matrix<double>.Build.Dense(n, n, (i, j) => equations.Matrix[Math.Max(i, j) * n + Math.Min(i, j)] / unit);
        double[]? covariance = Invert(information, variance);
        return covariance is null ? null : new(normalized, problem, covariance, Math.Sqrt(variance));
    }

    /// <summary>The predicted uncertainty of where a point of A goes.</summary>
    public TransferUncertainty At(Point2d a)
    {
        const int n = TransferResiduals.Parameters;
        Span<double> j = stackalloc double[2 * n];
        if (!_problem.TransferJacobian(_normalized, a, j))
            return new(double.PositiveInfinity, 0, double.PositiveInfinity);
        double xx = 0, xy = 0, yy = 0;
        for (int r = 0; r < n; r++)
        {
            for (int c = 0; c < n; c++)
            {
                double v = _covariance[r * n + c];
                xx += j[r] * v * j[c];
                xy += j[r] * v * j[n + c];
                yy += j[n + r] * v * j[n + c];
            }
        }
        return new(xx, xy, yy);
    }

    private static double[]? Invert(Matrix<double> information, double variance)
    {
        try
        {
            Matrix<double> inverse = information.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(information.RowCount)) * variance;
            double[] values = inverse.ToRowMajorArray();
            return Array.TrueForAll(values, double.IsFinite) ? values : null;
        }
        catch (ArgumentException)
        {
            // Not positive definite: the matches leave a direction open.
            return null;
        }
    }
}
