using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// Linear least-squares estimates of a plane map from matches. Not robust: give inliers, or weights. Each returns
/// null where the matches do not determine the model.
/// </summary>
public static class HomographyEstimator
{
    /// <summary>
    /// The normalised direct linear transform (Hartley 1997; Hartley and Zisserman, algorithm 4.2): exact for
    /// exact matches, else it minimises the weighted algebraic error. At least four matches, no three collinear.
    /// </summary>
    /// <param name="matches">The matches.</param>
    /// <param name="weights">Weight of each match's squared error; empty for all one.</param>
    /// <exception cref="ArgumentException">Weights do not fit the matches.</exception>
    public static Homography? Dlt(ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights = default)
    {
        MatchWeights.Guard(matches.Length, weights);
        if (MatchWeights.CountPositive(matches.Length, weights) < 4
            || PointNormalization.Of(matches, weights, ofA: true) is not { } normA
            || PointNormalization.Of(matches, weights, ofA: false) is not { } normB)
            return null;
        var qr = new RowQr(9);
        Span<double> row = stackalloc double[9];
        for (int i = 0; i < matches.Length; i++)
        {
            double s = Math.Sqrt(MatchWeights.At(weights, i));
            if (s == 0)
                continue;
            Point2d a = normA.Apply(matches[i].A), b = normB.Apply(matches[i].B);
            row[0] = s * a.X;
            row[1] = s * a.Y;
            row[2] = s;
            row[3] = row[4] = row[5] = 0;
            row[6] = -s * b.X * a.X;
            row[7] = -s * b.X * a.Y;
            row[8] = -s * b.X;
            qr.Add(row);
            row[0] = row[1] = row[2] = 0;
            row[3] = s * a.X;
            row[4] = s * a.Y;
            row[5] = s;
            row[6] = -s * b.Y * a.X;
            row[7] = -s * b.Y * a.Y;
            row[8] = -s * b.Y;
            qr.Add(row);
        }
        // The determinant of the unit-norm solution tells a collapsed map (three collinear points) from a steep one.
        if (qr.NullVector() is not { } h || !(Math.Abs(Homography.FromRowMajor(h).Determinant) > 1e-9))
            return null;
        return Finite(normB.Backward * Homography.FromRowMajor(h) * normA.Forward);
    }

    /// <summary>The affine map that minimises the weighted squared transfer error. At least three matches.</summary>
    /// <inheritdoc cref="Dlt" path="/param|/exception"/>
    public static Homography? Affine(ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights = default)
    {
        MatchWeights.Guard(matches.Length, weights);
        if (PointNormalization.Of(matches, weights, ofA: true) is not { } normA
            || PointNormalization.Of(matches, weights, ofA: false) is not { } normB)
            return null;
        var qr = new RowQr(5);
        Span<double> row = stackalloc double[5];
        for (int i = 0; i < matches.Length; i++)
        {
            double s = Math.Sqrt(MatchWeights.At(weights, i));
            if (s == 0)
                continue;
            Point2d a = normA.Apply(matches[i].A), b = normB.Apply(matches[i].B);
            row[0] = s * a.X;
            row[1] = s * a.Y;
            row[2] = s;
            row[3] = s * b.X;
            row[4] = s * b.Y;
            qr.Add(row);
        }
        Span<double> x = stackalloc double[3], y = stackalloc double[3];
        if (!qr.Solve(3, 3, x) || !qr.Solve(3, 4, y))
            return null;
        return Finite(normB.Backward * new Homography(x[0], x[1], x[2], y[0], y[1], y[2], 0, 0, 1) * normA.Forward);
    }

    /// <summary>
    /// The rotation, uniform scale and translation that minimise the weighted squared transfer error (Umeyama 1991,
    /// in the plane, where no singular values are needed). At least two matches.
    /// </summary>
    /// <inheritdoc cref="Dlt" path="/param|/exception"/>
    public static Homography? Similarity(ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights = default)
    {
        MatchWeights.Guard(matches.Length, weights);
        if (PointNormalization.Of(matches, weights, ofA: true) is not { } normA
            || PointNormalization.Of(matches, weights, ofA: false) is not { } normB)
            return null;
        double dot = 0, cross = 0, spread = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            double weight = MatchWeights.At(weights, i);
            Point2d a = normA.Apply(matches[i].A), b = normB.Apply(matches[i].B);
            dot += weight * a.DotProduct(b);
            cross += weight * a.CrossProduct(b);
            spread += weight * a.DotProduct(a);
        }
        double c = dot / spread, s = cross / spread;
        if (!(c * c + s * s > 1e-18))
            return null;
        return Finite(normB.Backward * new Homography(c, -s, 0, s, c, 0, 0, 0, 1) * normA.Forward);
    }

    /// <summary>The translation that minimises the weighted squared transfer error. At least one match.</summary>
    /// <inheritdoc cref="Dlt" path="/param|/exception"/>
    public static Homography? Translation(ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights = default)
    {
        MatchWeights.Guard(matches.Length, weights);
        double x = 0, y = 0, total = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            double weight = MatchWeights.At(weights, i);
            Point2d shift = matches[i].B - matches[i].A;
            x += weight * shift.X;
            y += weight * shift.Y;
            total += weight;
        }
        return total > 0 ? Finite(Homography.Translation(x / total, y / total)) : null;
    }

    private static Homography? Finite(Homography h)
    {
        h = h.Normalized();
        return h.IsFinite ? h : null;
    }
}
