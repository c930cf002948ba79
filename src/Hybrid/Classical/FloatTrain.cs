using System.Numerics.Tensors;
using System.Threading.Tasks;

namespace Hybrid.Classical;

/// <summary>
/// Train descriptors repacked for the product kernel: panels of 16 descriptors, values of one dimension side by side.
/// Padding descriptors have an infinite norm, so that they are never nearest.
/// </summary>
internal sealed class FloatTrain
{
    private const int Columns = 16;

    private FloatTrain(float[] panels, float[] norms)
    {
        Panels = panels;
        Norms = norms;
    }

    public float[] Panels { get; }

    public float[] Norms { get; }

    public int PaddedCount => Norms.Length;

    public static FloatTrain Pack(FeatureSet train, ParallelOptions parallel)
    {
        int dimension = train.Dimension;
        int panels = (train.Count + Columns - 1) / Columns;
        var packed = new float[panels * Columns * dimension];
        var norms = new float[panels * Columns];
        Array.Fill(norms, float.PositiveInfinity);
        Parallel.For(0, panels, parallel, p =>
        {
            int count = Math.Min(Columns, train.Count - p * Columns);
            for (int c = 0; c < count; c++)
            {
                ReadOnlySpan<float> row = train.Floats.AsSpan((p * Columns + c) * dimension, dimension);
                norms[p * Columns + c] = TensorPrimitives.SumOfSquares(row);
                Span<float> panel = packed.AsSpan(p * Columns * dimension + c);
                for (int k = 0; k < dimension; k++)
                    panel[k * Columns] = row[k];
            }
        });
        return new FloatTrain(packed, norms);
    }
}
