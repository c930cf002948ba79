namespace Hybrid.Geometry;

/// <summary>
/// The triangular factor R of a tall matrix that arrives row by row, by Givens rotations. Memory is one triangle
/// whatever the number of rows, and singular values keep their full precision, which AᵀA would square away.
/// </summary>
internal sealed class RowQr(int columns)
{
    private readonly double[] _r = new double[columns * columns];

    /// <summary>Rotates a row into R. The row is overwritten.</summary>
    public void Add(Span<double> row)
    {
        for (int k = 0; k < columns; k++)
        {
            double x = row[k];
            if (x == 0)
                continue;
            Span<double> pivot = _r.AsSpan(k * columns, columns);
            double length = double.Hypot(pivot[k], x), c = pivot[k] / length, s = x / length;
            pivot[k] = length;
            for (int j = k + 1; j < columns; j++)
            {
                double above = pivot[j];
                pivot[j] = c * above + s * row[j];
                row[j] = c * row[j] - s * above;
            }
        }
    }

    /// <summary>
    /// The unit vector x that minimises |A·x|; null where the second smallest singular value is negligible too, so
    /// that x is not unique.
    /// </summary>
    public double[]? NullVector()
    {
        var svd = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(columns, columns, _r).Svd();
        if (!(svd.S[columns - 2] > 1e-9 * svd.S[0]))
            return null;
        return svd.VT.Row(columns - 1).ToArray();
    }

    /// <summary>
    /// Two orthonormal vectors that span the x of least |A·x|; null where a third singular value is negligible.
    /// </summary>
    public (double[] First, double[] Second)? NullSpaceOfTwo()
    {
        var svd = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(columns, columns, _r).Svd();
        if (!(svd.S[columns - 3] > 1e-9 * svd.S[0]))
            return null;
        return (svd.VT.Row(columns - 2).ToArray(), svd.VT.Row(columns - 1).ToArray());
    }

    /// <summary>
    /// Solves the first <paramref name="unknowns"/> columns against column <paramref name="column"/> in the
    /// least-squares sense; false where the columns are dependent.
    /// </summary>
    public bool Solve(int unknowns, int column, Span<double> solution)
    {
        double largest = 0;
        for (int i = 0; i < unknowns; i++)
            largest = Math.Max(largest, _r[i * columns + i]);
        for (int i = unknowns - 1; i >= 0; i--)
        {
            double pivot = _r[i * columns + i];
            if (!(pivot > 1e-9 * largest))
                return false;
            double sum = _r[i * columns + column];
            for (int j = i + 1; j < unknowns; j++)
                sum -= _r[i * columns + j] * solution[j];
            solution[i] = sum / pivot;
        }
        return true;
    }
}
