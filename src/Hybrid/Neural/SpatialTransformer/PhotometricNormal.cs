using System.Numerics.Tensors;

namespace Hybrid.Neural;

/// <summary>
/// Weighted normal equations of the inverse-compositional step (Baker and Matthews, IJCV 2004): eight parameters of a
/// homography about A's centre, then gain and bias. In one row of the image y is constant, so all sums follow from those of
/// eight quantities and the residual: 44 products a row instead of 65.
/// </summary>
internal sealed class PhotometricNormal
{
    /// <summary>h11, h12, h13, h21, h22, h23, h31, h32, gain, bias.</summary>
    public const int Parameters = 10;

    private const int Quantities = 8;
    private const int Blocks = 16;

    private readonly PhotometricLevel _level;
    private readonly PhotometricOptions _options;
    private readonly double[][] _matrices = new double[Blocks][];

    public PhotometricNormal(PhotometricLevel level, PhotometricOptions options)
    {
        (_level, _options) = (level, options);
        CentreX = (level.SizeA.Width - 1) / 2.0;
        CentreY = (level.SizeA.Height - 1) / 2.0;
        Unit = Math.Max(level.SizeA.Width, level.SizeA.Height) / 2.0;
    }

    /// <summary>A's centre and the length in pixels of the unit that the parameters are in.</summary>
    public double CentreX { get; }

    /// <inheritdoc cref="CentreX"/>
    public double CentreY { get; }

    /// <inheritdoc cref="CentreX"/>
    public double Unit { get; }

    /// <summary>JᵀWJ (row-major, 10 × 10) followed by JᵀWr.</summary>
    public double[] Accumulate(PhotometricResidual residual)
    {
        int height = _level.SizeA.Height;
        // A fixed number of blocks, summed in their order: the result does not depend on the threads.
        Parallel.For(0, Blocks, _options.Parallelism, block => _matrices[block] = Block(residual, block * height / Blocks, (block + 1) * height / Blocks));
        var total = new double[Parameters * Parameters + Parameters];
        foreach (double[] matrix in _matrices)
            TensorPrimitives.Add<double>(total, matrix, total);
        return total;
    }

    private double[] Block(PhotometricResidual residual, int from, int to)
    {
        int width = _level.SizeA.Width;
        var result = new double[Parameters * Parameters + Parameters];
        var q = new float[Quantities][];
        var weighted = new float[Quantities][];
        for (int k = 0; k < Quantities; k++)
            (q[k], weighted[k]) = (new float[width], new float[width]);
        var columns = new float[width];
        for (int x = 0; x < width; x++)
            columns[x] = (float)((x - CentreX) / Unit);
        Array.Fill(q[7], 1);
        var products = new double[Quantities * (Quantities + 1)];
        float gain = (float)(residual.Light.Gain * Unit);
        for (int y = from; y < to; y++)
        {
            int row = y * width;
            float v = (float)((y - CentreY) / Unit);
            ReadOnlySpan<float> weight = residual.Weight.AsSpan(row, width), value = residual.Value.AsSpan(row, width);
            TensorPrimitives.Multiply(_level.GradientX.AsSpan(row, width), gain, q[0]);
            TensorPrimitives.Multiply(_level.GradientY.AsSpan(row, width), gain, q[1]);
            TensorPrimitives.Multiply<float>(q[0], columns, q[3]);
            TensorPrimitives.Multiply<float>(q[1], columns, q[4]);
            TensorPrimitives.MultiplyAdd<float>(q[1], v, q[3], q[2]); // t = a u + c v
            TensorPrimitives.Multiply<float>(q[2], columns, q[5]);
            _level.A.AsSpan(row, width).CopyTo(q[6]);
            for (int i = 0; i < Quantities; i++)
            {
                TensorPrimitives.Multiply(weight, q[i], weighted[i]);
                for (int j = 0; j <= i; j++)
                    products[i * Quantities + j] = products[j * Quantities + i] = TensorPrimitives.Dot<float>(weighted[i], q[j]);
                products[Quantities * Quantities + i] = TensorPrimitives.Dot(weighted[i], value);
            }
            Expand(products, v, result);
        }
        return result;
    }

    /// <summary>Each column of J is one quantity, times v or not and with a sign.</summary>
    private static void Expand(double[] products, double v, double[] result)
    {
        // a = gx, c = gy, t = a u + c v; quantities: a, c, t, a u, c u, t u, A, 1.
        ReadOnlySpan<int> quantity = [3, 0, 0, 4, 1, 1, 5, 2, 6, 7];
        Span<double> factor = [1, v, 1, 1, v, 1, -1, -v, 1, 1];
        for (int i = 0; i < Parameters; i++)
        {
            for (int j = 0; j < Parameters; j++)
                result[i * Parameters + j] += factor[i] * factor[j] * products[quantity[i] * Quantities + quantity[j]];
            result[Parameters * Parameters + i] += factor[i] * products[Quantities * Quantities + quantity[i]];
        }
    }
}
