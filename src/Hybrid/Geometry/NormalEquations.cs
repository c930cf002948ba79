namespace Hybrid.Geometry;

/// <summary>JᵀWJ and JᵀWr of a small least-squares problem, and damped solutions of them.</summary>
internal sealed class NormalEquations(int size)
{
    private readonly double[] _factor = new double[size * size];

    /// <summary>JᵀWJ, row-major; only the lower triangle is kept.</summary>
    public double[] Matrix { get; } = new double[size * size];

    /// <summary>JᵀWr.</summary>
    public double[] Gradient { get; } = new double[size];

    /// <summary>Empties both.</summary>
    public void Clear()
    {
        Array.Clear(Matrix);
        Array.Clear(Gradient);
    }

    /// <summary>Adds a residual r with its row of the Jacobian.</summary>
    public void Add(ReadOnlySpan<double> jacobian, double residual, double weight)
    {
        for (int i = 0; i < size; i++)
        {
            double scaled = weight * jacobian[i];
            if (scaled == 0)
                continue;
            Gradient[i] += scaled * residual;
            Span<double> row = Matrix.AsSpan(i * size, i + 1);
            for (int k = 0; k < row.Length; k++)
                row[k] += scaled * jacobian[k];
        }
    }

    /// <summary>
    /// Solves (M + λ diag M) δ = −g by Cholesky factorisation (Marquardt 1963); false where M is not positive definite.
    /// </summary>
    public bool Solve(double lambda, Span<double> delta)
    {
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                double sum = Matrix[i * size + k] * (i == k ? 1 + lambda : 1);
                for (int n = 0; n < k; n++)
                    sum -= _factor[i * size + n] * _factor[k * size + n];
                if (i > k)
                    _factor[i * size + k] = sum / _factor[k * size + k];
                else if (sum > 1e-14 * Matrix[i * size + i])
                    _factor[i * size + i] = Math.Sqrt(sum);
                else
                    return false;
            }
        }
        for (int i = 0; i < size; i++)
        {
            double sum = -Gradient[i];
            for (int n = 0; n < i; n++)
                sum -= _factor[i * size + n] * delta[n];
            delta[i] = sum / _factor[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--)
        {
            double sum = delta[i];
            for (int n = i + 1; n < size; n++)
                sum -= _factor[n * size + i] * delta[n];
            delta[i] = sum / _factor[i * size + i];
        }
        return true;
    }
}
