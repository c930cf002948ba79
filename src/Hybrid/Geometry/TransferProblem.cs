using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>The matches of a refinement in normalised coordinates, and its cost and normal equations.</summary>
internal sealed class TransferProblem
{
    private readonly NormalizedMatch[] _matches;
    private readonly TransferResiduals _residuals;
    private readonly RobustKernel _kernel;
    private readonly PointNormalization _normA;
    private readonly PointNormalization _normB;

    private TransferProblem(
        NormalizedMatch[] matches, PointNormalization normA, PointNormalization normB, TransferErrorKind kind, RobustKernel kernel)
    {
        _matches = matches;
        _normA = normA;
        _normB = normB;
        _residuals = new(kind, 1 / normA.Scale, 1 / normB.Scale);
        _kernel = kernel;
    }

    /// <summary>Sum of the weights of the matches that take part.</summary>
    public double TotalWeight => _matches.Sum(m => m.Weight);

    /// <summary>
    /// Derivatives (2 × 8, row-major) of where a point of A goes, in pixels of B, by the parameters of a map; false
    /// behind the horizon.
    /// </summary>
    public bool TransferJacobian(in Homography n, Point2d a, Span<double> jacobian)
    {
        Point2d p = _normA.Apply(a);
        Span<double> r = stackalloc double[2];
        return new TransferResiduals(TransferErrorKind.Forward, 1 / _normA.Scale, 1 / _normB.Scale)
            .Evaluate(n, default, new NormalizedMatch(p.X, p.Y, 0, 0, 1), r, jacobian);
    }

    /// <summary>Matches that take part.</summary>
    public int Count => _matches.Length;

    /// <summary>
    /// Takes the matches in front of the start's horizon: those behind it have no transfer error that a continuous
    /// step could lower. Null where fewer than four remain or they coincide.
    /// </summary>
    public static TransferProblem? Create(
        in Homography start, ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights, TransferErrorKind kind, RobustKernel kernel)
    {
        if (!start.IsFinite || start.Inverse() is not { } inverse)
            return null;
        double front = FrontSign(start, matches, weights, ofA: true), back = FrontSign(inverse, matches, weights, ofA: false);
        var used = new double[matches.Length];
        int count = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            bool isInFront = front * start.Depth(matches[i].A) > 0
                && (kind != TransferErrorKind.Symmetric || back * inverse.Depth(matches[i].B) > 0);
            used[i] = isInFront ? MatchWeights.At(weights, i) : 0;
            count += used[i] > 0 ? 1 : 0;
        }
        // Unweighted centroids: w is linear, so it is positive at the centroid of points where it is positive.
        double[] members = Array.ConvertAll(used, u => u > 0 ? 1.0 : 0.0);
        if (count < 4
            || PointNormalization.Of(matches, members, ofA: true) is not { } normA
            || PointNormalization.Of(matches, members, ofA: false) is not { } normB)
            return null;
        var normalized = new NormalizedMatch[count];
        for (int i = 0, n = 0; i < matches.Length; i++)
        {
            if (used[i] == 0)
                continue;
            Point2d a = normA.Apply(matches[i].A), b = normB.Apply(matches[i].B);
            normalized[n++] = new(a.X, a.Y, b.X, b.Y, used[i]);
        }
        return new(normalized, normA, normB, kind, kernel);
    }

    /// <summary>The map between normalised coordinates, its ninth coefficient 1.</summary>
    public Homography ToNormalized(in Homography h)
    {
        Homography n = _normB.Forward * h * _normA.Backward;
        return new(n.M11 / n.M33, n.M12 / n.M33, n.M13 / n.M33, n.M21 / n.M33, n.M22 / n.M33, n.M23 / n.M33, n.M31 / n.M33, n.M32 / n.M33, 1);
    }

    /// <summary>The map between pixels.</summary>
    public Homography FromNormalized(in Homography n) => (_normB.Backward * n * _normA.Forward).Normalized();

    /// <summary>
    /// Robust cost in squared pixels; infinite where the map puts a match behind its horizon. Fills the iteratively
    /// reweighted normal equations, which hold only where the cost is finite.
    /// </summary>
    /// <param name="n">The map in normalised coordinates.</param>
    /// <param name="equations">Overwritten.</param>
    /// <param name="meanSquare">Weighted mean squared residual, in squared pixels.</param>
    public double Linearize(in Homography n, NormalEquations equations, out double meanSquare)
    {
        meanSquare = double.NaN;
        if (ExactInverse(n) is not { } inverse)
            return double.PositiveInfinity;
        equations.Clear();
        Span<double> r = stackalloc double[4];
        Span<double> j = stackalloc double[4 * TransferResiduals.Parameters];
        int rows = _residuals.Rows;
        double cost = 0, squares = 0, total = 0;
        foreach (ref readonly NormalizedMatch m in _matches.AsSpan())
        {
            if (!_residuals.Evaluate(n, inverse, m, r, j))
                return double.PositiveInfinity;
            double s = SquaredNorm(r[..rows]);
            cost += m.Weight * _kernel.Cost(s, out double weight);
            weight *= m.Weight;
            if (weight == 0)
                continue;
            squares += weight * s;
            total += weight;
            for (int row = 0; row < rows; row++)
                equations.Add(j.Slice(row * TransferResiduals.Parameters, TransferResiduals.Parameters), r[row], weight);
        }
        meanSquare = squares / total;
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <summary>The inverse in its own scale and sign, H⁻¹·H = I, where Inverse() chooses a scale of its own.</summary>
    private static Homography? ExactInverse(in Homography n)
    {
        if (n.Inverse() is not { } g)
            return null;
        double s = g.M31 * n.M13 + g.M32 * n.M23 + g.M33 * n.M33;
        return new(g.M11 / s, g.M12 / s, g.M13 / s, g.M21 / s, g.M22 / s, g.M23 / s, g.M31 / s, g.M32 / s, g.M33 / s);
    }

    private static double FrontSign(in Homography h, ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights, bool ofA)
    {
        double balance = 0;
        for (int i = 0; i < matches.Length; i++)
            balance += MatchWeights.At(weights, i) * Math.Sign(h.Depth(ofA ? matches[i].A : matches[i].B));
        return balance < 0 ? -1 : 1;
    }

    private static double SquaredNorm(ReadOnlySpan<double> r)
    {
        double sum = 0;
        foreach (double x in r)
            sum += x * x;
        return sum;
    }
}
