using Hybrid.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Hybrid.Evaluation.Difficulty;

/// <summary>The homography of annotated points, for describing a pair; never for scoring a method.</summary>
/// <remarks>Normalised DLT, Hartley and Zisserman, 2nd ed., algorithm 4.2.</remarks>
internal static class LeastSquaresHomography
{
    /// <summary>The algebraic least-squares map; null where the points do not fix one.</summary>
    public static Homography? Fit(IReadOnlyList<PointMatch> points)
    {
        if (points.Count < 4)
            return null;
        Homography na = Normaliser(points.Select(p => p.A)), nb = Normaliser(points.Select(p => p.B));
        Matrix<double> normal = Matrix<double>.Build.Dense(9, 9);
        double[] row = new double[9];
        foreach (PointMatch p in points)
        {
            var a = na.Apply(p.A);
            var b = nb.Apply(p.B);
            Accumulate(normal, row, [-a.X, -a.Y, -1, 0, 0, 0, b.X * a.X, b.X * a.Y, b.X]);
            Accumulate(normal, row, [0, 0, 0, -a.X, -a.Y, -1, b.Y * a.X, b.Y * a.Y, b.Y]);
        }
        var eigen = normal.Evd(Symmetricity.Symmetric);
        if (eigen.EigenValues[1].Real <= 1e-12 * eigen.EigenValues[8].Real)
            return null;
        Homography h = Homography.FromRowMajor(eigen.EigenVectors.Column(0).ToArray());
        return nb.Inverse() is { } undo && (undo * h * na).Normalized() is var result && result.Inverse() is not null ? result : null;
    }

    private static void Accumulate(Matrix<double> normal, double[] row, ReadOnlySpan<double> equation)
    {
        equation.CopyTo(row);
        for (int i = 0; i < 9; i++)
        {
            for (int j = 0; j < 9; j++)
                normal[i, j] += row[i] * row[j];
        }
    }

    private static Homography Normaliser(IEnumerable<OpenCvSharp.Point2d> points)
    {
        OpenCvSharp.Point2d[] all = [.. points];
        double cx = all.Average(p => p.X), cy = all.Average(p => p.Y);
        double spread = all.Average(p => Math.Sqrt((p.X - cx) * (p.X - cx) + (p.Y - cy) * (p.Y - cy)));
        double s = spread > 1e-9 ? Math.Sqrt(2) / spread : 1;
        return new Homography(s, 0, -s * cx, 0, s, -s * cy, 0, 0, 1);
    }
}
