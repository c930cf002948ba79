using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double.Solvers;
using MathNet.Numerics.LinearAlgebra.Solvers;

namespace Hybrid.Stitching.Composition.Exposure;

/// <summary>
/// The gains that make overlapping cells equally bright and stay near 1: the minimum of
/// ½ Σ N_ij ((g_i I_ij − g_j I_ji)² / σ_N² + (1 − g_i)² / σ_g²) over all ordered pairs, a cell's own pixels counting in the
/// second term too.
/// </summary>
/// <remarks>Brown and Lowe, Automatic Panoramic Image Stitching using Invariant Features, IJCV 2007, equation 29.</remarks>
internal static class GainEstimator
{
    /// <summary>σ_N, grey levels: how far intensities of the same place lie apart.</summary>
    private const double Noise = 10;

    /// <summary>σ_g: how far gains lie from 1.</summary>
    private const double Spread = 0.1;

    /// <summary>Up to so many unknowns the normal equations are factorised.</summary>
    private const int DenseUpTo = 600;

    /// <summary>One gain a cell.</summary>
    /// <param name="overlaps">What overlapping cells show.</param>
    /// <param name="areas">Pixels of every cell, at least 1.</param>
    public static double[] Solve(IReadOnlyList<CellOverlap> overlaps, IReadOnlyList<long> areas)
    {
        (Matrix<double> normal, Vector<double> right) = Normal(overlaps, areas);
        if (areas.Count <= DenseUpTo)
            return normal.Cholesky().Solve(right).ToArray();
        Vector<double> gains = Vector<double>.Build.Dense(areas.Count, 1);
        var iterator = new Iterator<double>(new IterationCountStopCriterion<double>(1000), new ResidualStopCriterion<double>(1e-9));
        // Diagonally dominant in practice: a few dozen steps; where they do not suffice the last one is still near.
        normal.TrySolveIterative(right, gains, new BiCgStab(), iterator, new DiagonalPreconditioner());
        return gains.Select(g => double.IsFinite(g) ? g : 1).ToArray();
    }

    /// <summary>The normal equations, in which every cell touches those that it overlaps only.</summary>
    internal static (Matrix<double> Normal, Vector<double> Right) Normal(IReadOnlyList<CellOverlap> overlaps, IReadOnlyList<long> areas)
    {
        const double agree = 1 / (Noise * Noise), stay = 1 / (Spread * Spread);
        int n = areas.Count;
        var diagonal = new double[n];
        var right = new double[n];
        for (int i = 0; i < n; i++)
            diagonal[i] = right[i] = stay * areas[i];
        var entries = new List<(int, int, double)>(2 * overlaps.Count + n);
        foreach ((int a, int b, long count, double meanA, double meanB) in overlaps)
        {
            // Both orders of a pair are terms of the sum.
            diagonal[a] += count * (stay + 2 * agree * meanA * meanA);
            diagonal[b] += count * (stay + 2 * agree * meanB * meanB);
            right[a] += count * stay;
            right[b] += count * stay;
            double mixed = -2 * agree * count * meanA * meanB;
            entries.Add((a, b, mixed));
            entries.Add((b, a, mixed));
        }
        entries.AddRange(diagonal.Select((d, i) => (i, i, d)));
        MatrixBuilder<double> build = Matrix<double>.Build;
        Matrix<double> normal = n <= DenseUpTo ? build.DenseOfIndexed(n, n, entries) : build.SparseOfIndexed(n, n, entries);
        return (normal, Vector<double>.Build.Dense(right));
    }
}
