using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>Linear estimates of a fundamental matrix from matches. Not robust: give inliers, or weights.</summary>
public static class FundamentalEstimator
{
    /// <summary>
    /// The normalised eight-point algorithm (Hartley 1997; Hartley and Zisserman, algorithm 11.1), of rank two. Null
    /// for fewer than eight matches, or where they leave the geometry open, as exact matches of one plane do.
    /// </summary>
    /// <param name="matches">The matches.</param>
    /// <param name="weights">Weight of each match's squared error; empty for all one.</param>
    /// <exception cref="ArgumentException">Weights do not fit the matches.</exception>
    public static FundamentalMatrix? EightPoint(ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights = default)
    {
        MatchWeights.Guard(matches.Length, weights);
        if (MatchWeights.CountPositive(matches.Length, weights) < 8
            || PointNormalization.Of(matches, weights, ofA: true) is not { } normA
            || PointNormalization.Of(matches, weights, ofA: false) is not { } normB
            || Design(matches, weights, normA, normB).NullVector() is not { } f)
            return null;
        var svd = Matrix<double>.Build.DenseOfRowMajor(3, 3, f).Svd();
        Matrix<double> rankTwo = svd.U * Matrix<double>.Build.DenseOfDiagonalArray([svd.S[0], svd.S[1], 0]) * svd.VT;
        return Denormalize(rankTwo, normA, normB);
    }

    /// <summary>
    /// The seven-point algorithm (Hartley and Zisserman, section 11.1.2): one or three geometries through exactly seven
    /// matches; none where the matches are degenerate.
    /// </summary>
    /// <param name="matches">Seven matches.</param>
    /// <exception cref="ArgumentException">There are not seven.</exception>
    public static IReadOnlyList<FundamentalMatrix> SevenPoint(ReadOnlySpan<PointMatch> matches)
    {
        if (matches.Length != 7)
            throw new ArgumentException($"The seven-point algorithm takes 7 matches, not {matches.Length}.", nameof(matches));
        if (PointNormalization.Of(matches, default, ofA: true) is not { } normA
            || PointNormalization.Of(matches, default, ofA: false) is not { } normB
            || Design(matches, default, normA, normB).NullSpaceOfTwo() is not { } space)
            return [];
        Matrix<double> f = Matrix<double>.Build.DenseOfRowMajor(3, 3, space.First);
        Matrix<double> g = Matrix<double>.Build.DenseOfRowMajor(3, 3, space.Second);

        // det(f + x g) = c0 + c1 x + c2 x² + c3 x³, from its values at 0, 1, −1 and its leading coefficient det g.
        double c0 = f.Determinant(), c3 = g.Determinant();
        double plus = (f + g).Determinant(), minus = (f - g).Determinant();
        double c2 = (plus + minus) / 2 - c0, c1 = (plus - minus) / 2 - c3;
        var solutions = new List<FundamentalMatrix>(3);
        foreach (double x in RealRoots([c0, c1, c2, c3]))
        {
            if (Denormalize(f + x * g, normA, normB) is { } solution)
                solutions.Add(solution);
        }
        return solutions;
    }

    private static RowQr Design(
        ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights, PointNormalization normA, PointNormalization normB)
    {
        var qr = new RowQr(9);
        Span<double> row = stackalloc double[9];
        for (int i = 0; i < matches.Length; i++)
        {
            double s = Math.Sqrt(MatchWeights.At(weights, i));
            if (s == 0)
                continue;
            Point2d a = normA.Apply(matches[i].A), b = normB.Apply(matches[i].B);
            row[0] = s * b.X * a.X;
            row[1] = s * b.X * a.Y;
            row[2] = s * b.X;
            row[3] = s * b.Y * a.X;
            row[4] = s * b.Y * a.Y;
            row[5] = s * b.Y;
            row[6] = s * a.X;
            row[7] = s * a.Y;
            row[8] = s;
            qr.Add(row);
        }
        return qr;
    }

    private static IEnumerable<double> RealRoots(double[] coefficients)
    {
        double largest = coefficients.Max(Math.Abs);
        int degree = coefficients.Length - 1;
        while (degree > 0 && Math.Abs(coefficients[degree]) <= 1e-12 * largest)
            degree--;
        if (degree == 0)
            return [];
        return FindRoots.Polynomial(coefficients[..(degree + 1)])
            .Where(root => Math.Abs(root.Imaginary) < 1e-7 * (1 + Math.Abs(root.Real)))
            .Select(root => root.Real)
            .Order();
    }

    private static FundamentalMatrix? Denormalize(Matrix<double> f, PointNormalization normA, PointNormalization normB)
    {
        Matrix<double> a = Matrix<double>.Build.DenseOfRowMajor(3, 3, normA.Forward.ToRowMajor());
        Matrix<double> b = Matrix<double>.Build.DenseOfRowMajor(3, 3, normB.Forward.ToRowMajor());
        FundamentalMatrix result = FundamentalMatrix.FromRowMajor((b.Transpose() * f * a).ToRowMajorArray()).Normalized();
        return Array.TrueForAll(result.ToRowMajor(), double.IsFinite) ? result : null;
    }
}
