using Hybrid.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Hybrid.Neural;

/// <summary>Solves the damped normal equations in the subspace of a family of maps, and turns the solution into a map.</summary>
internal static class PhotometricStep
{
    /// <summary>Each row: which of the eight parameters move together, and how.</summary>
    private static double[][] Directions(PhotometricMotion motion) => motion switch
    {
        PhotometricMotion.Translation => [[0, 0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0, 0]],
        PhotometricMotion.Similarity => [[0, 0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 0, 0], [1, 0, 0, 0, 1, 0, 0, 0], [0, -1, 0, 1, 0, 0, 0, 0]],
        PhotometricMotion.Affine => [.. Enumerable.Range(0, 6).Select(Unit)],
        _ => [.. Enumerable.Range(0, 8).Select(Unit)],
    };

    /// <summary>The step under damping λ; null where the equations have no solution.</summary>
    /// <param name="normal">As <see cref="PhotometricNormal.Accumulate"/> gives it.</param>
    /// <param name="lambda">Share of the diagonal that is added to it (Marquardt).</param>
    /// <param name="motion">The family.</param>
    /// <returns>Eight parameters, gain and bias.</returns>
    public static double[]? Solve(double[] normal, double lambda, PhotometricMotion motion)
    {
        const int all = PhotometricNormal.Parameters;
        double[][] directions = Directions(motion);
        int n = directions.Length + 2;
        Matrix<double> full = Matrix<double>.Build.Dense(all, all, (i, j) => normal[i * all + j]);
        Vector<double> right = Vector<double>.Build.Dense(all, i => normal[all * all + i]);
        Matrix<double> basis = Matrix<double>.Build.Dense(all, n);
        for (int j = 0; j < directions.Length; j++)
        {
            for (int i = 0; i < 8; i++)
                basis[i, j] = directions[j][i];
        }
        basis[8, n - 2] = basis[9, n - 1] = 1;
        Matrix<double> reduced = basis.TransposeThisAndMultiply(full * basis);
        Vector<double> target = basis.TransposeThisAndMultiply(right);
        for (int i = 0; i < n; i++)
            reduced[i, i] += lambda * reduced[i, i] + 1e-9 * (1 + reduced[i, i]);
        Vector<double> solution = basis * reduced.LU().Solve(target);
        return solution.All(double.IsFinite) ? solution.ToArray() : null;
    }

    /// <summary>The map W(δ) of A's frame onto itself, in pixels.</summary>
    public static Homography Map(double[] step, PhotometricNormal frame)
    {
        var local = new Homography(1 + step[0], step[1], step[2], step[3], 1 + step[4], step[5], step[6], step[7], 1);
        var toUnit = new Homography(1 / frame.Unit, 0, -frame.CentreX / frame.Unit, 0, 1 / frame.Unit, -frame.CentreY / frame.Unit, 0, 0, 1);
        var toPixels = new Homography(frame.Unit, 0, frame.CentreX, 0, frame.Unit, frame.CentreY, 0, 0, 1);
        return toPixels * local * toUnit;
    }

    private static double[] Unit(int k)
    {
        var row = new double[8];
        row[k] = 1;
        return row;
    }
}
