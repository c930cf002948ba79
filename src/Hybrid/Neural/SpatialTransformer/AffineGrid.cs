namespace Hybrid.Neural;

/// <summary>Affine grids: θ is a 2 × 3 matrix, row-major (equation 1 of the paper; PyTorch's <c>affine_grid</c>).</summary>
/// <param name="height">Rows of the grid.</param>
/// <param name="width">Columns of the grid.</param>
/// <param name="corners">Meaning of −1 and 1.</param>
public sealed class AffineGrid(int height, int width, CornerConvention corners) : IGridGenerator
{
    private readonly GridPlane _plane = new(height, width, corners);

    /// <inheritdoc />
    public int ParameterCount => 6;

    /// <inheritdoc />
    public int Height => _plane.Height;

    /// <inheritdoc />
    public int Width => _plane.Width;

    /// <inheritdoc />
    public float[] Identity => [1, 0, 0, 0, 1, 0];

    /// <inheritdoc />
    public float[] Generate(ReadOnlySpan<float> parameters)
    {
        int batch = GridPlane.Batch(parameters.Length, 6);
        var grid = new float[batch * _plane.Length];
        int at = 0;
        for (int n = 0; n < batch; n++)
        {
            ReadOnlySpan<float> p = parameters.Slice(6 * n, 6);
            foreach (float y in _plane.Ys)
            {
                foreach (float x in _plane.Xs)
                {
                    grid[at++] = p[0] * x + p[1] * y + p[2];
                    grid[at++] = p[3] * x + p[4] * y + p[5];
                }
            }
        }
        return grid;
    }

    /// <inheritdoc />
    public float[] Backward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gridGradient)
    {
        int batch = GridPlane.Batch(parameters.Length, 6);
        _plane.CheckGradient(batch, gridGradient.Length);
        var result = new float[6 * batch];
        Span<double> sum = stackalloc double[6];
        int at = 0;
        for (int n = 0; n < batch; n++)
        {
            sum.Clear();
            foreach (float y in _plane.Ys)
            {
                foreach (float x in _plane.Xs)
                {
                    double u = gridGradient[at++], v = gridGradient[at++];
                    sum[0] += u * x;
                    sum[1] += u * y;
                    sum[2] += u;
                    sum[3] += v * x;
                    sum[4] += v * y;
                    sum[5] += v;
                }
            }
            for (int k = 0; k < 6; k++)
                result[6 * n + k] = (float)sum[k];
        }
        return result;
    }
}
