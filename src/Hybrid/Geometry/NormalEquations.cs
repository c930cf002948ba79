using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hybrid.Geometry;

/// <summary>JᵀWJ and JᵀWr of a least-squares problem in eight unknowns, and damped solutions of them.</summary>
internal sealed class NormalEquations
{
    private const int Size = TransferResiduals.Parameters;
    private readonly double[] _factor = new double[Size * Size];

    /// <summary>JᵀWJ, row-major.</summary>
    public double[] Matrix { get; } = new double[Size * Size];

    /// <summary>JᵀWr.</summary>
    public double[] Gradient { get; } = new double[Size];

    /// <summary>Empties both.</summary>
    public void Clear()
    {
        Array.Clear(Matrix);
        Array.Clear(Gradient);
    }

    /// <summary>Adds a residual r with its row of the Jacobian.</summary>
    public void Add(ReadOnlySpan<double> jacobian, double residual, double weight)
    {
        // Multiplied, then added, never fused: the same result on every machine.
        ref double j = ref MemoryMarshal.GetReference(jacobian[..Size]);
        ref double matrix = ref MemoryMarshal.GetArrayDataReference(Matrix);
        Vector256<double> low = Vector256.LoadUnsafe(ref j), high = Vector256.LoadUnsafe(ref j, 4);
        for (int i = 0; i < Size; i++)
        {
            double scaled = weight * jacobian[i];
            if (scaled == 0)
                continue;
            Gradient[i] += scaled * residual;
            nuint row = (nuint)(i * Size);
            Vector256<double> factor = Vector256.Create(scaled);
            (Vector256.LoadUnsafe(ref matrix, row) + factor * low).StoreUnsafe(ref matrix, row);
            (Vector256.LoadUnsafe(ref matrix, row + 4) + factor * high).StoreUnsafe(ref matrix, row + 4);
        }
    }

    /// <summary>
    /// Solves (M + λ diag M) δ = −g by Cholesky factorisation (Marquardt 1963); false where M is not positive definite.
    /// </summary>
    public bool Solve(double lambda, Span<double> delta)
    {
        for (int i = 0; i < Size; i++)
        {
            for (int k = 0; k <= i; k++)
            {
                double sum = Matrix[i * Size + k] * (i == k ? 1 + lambda : 1);
                for (int n = 0; n < k; n++)
                    sum -= _factor[i * Size + n] * _factor[k * Size + n];
                if (i > k)
                    _factor[i * Size + k] = sum / _factor[k * Size + k];
                else if (sum > 1e-14 * Matrix[i * Size + i])
                    _factor[i * Size + i] = Math.Sqrt(sum);
                else
                    return false;
            }
        }
        for (int i = 0; i < Size; i++)
        {
            double sum = -Gradient[i];
            for (int n = 0; n < i; n++)
                sum -= _factor[i * Size + n] * delta[n];
            delta[i] = sum / _factor[i * Size + i];
        }
        for (int i = Size - 1; i >= 0; i--)
        {
            double sum = delta[i];
            for (int n = i + 1; n < Size; n++)
                sum -= _factor[n * Size + i] * delta[n];
            delta[i] = sum / _factor[i * Size + i];
        }
        return true;
    }
}
