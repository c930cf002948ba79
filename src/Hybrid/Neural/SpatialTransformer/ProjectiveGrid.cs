namespace Hybrid.Neural;

/// <summary>
/// Projective grids: θ is a 3 × 3 matrix, row-major, of any scale. Points at or beyond the horizon, where the third
/// coordinate is not positive, are not numbers: the sampler reads nothing there and no gradient comes back.
/// </summary>
/// <param name="height">Rows of the grid.</param>
/// <param name="width">Columns of the grid.</param>
/// <param name="corners">Meaning of −1 and 1.</param>
public sealed class ProjectiveGrid(int height, int width, CornerConvention corners) : IGridGenerator
{
    private readonly GridPlane _plane = new(height, width, corners);

    /// <inheritdoc />
    public int ParameterCount => 9;

    /// <inheritdoc />
    public int Height => _plane.Height;

    /// <inheritdoc />
    public int Width => _plane.Width;

    /// <inheritdoc />
    public float[] Identity => [1, 0, 0, 0, 1, 0, 0, 0, 1];

    /// <inheritdoc />
    public float[] Generate(ReadOnlySpan<float> parameters)
    {
        int batch = GridPlane.Batch(parameters.Length, 9);
        var grid = new float[batch * _plane.Length];
        int at = 0;
        for (int n = 0; n < batch; n++)
        {
            ReadOnlySpan<float> p = parameters.Slice(9 * n, 9);
            foreach (float y in _plane.Ys)
            {
                foreach (float x in _plane.Xs)
                {
                    float w = p[6] * x + p[7] * y + p[8];
                    grid[at++] = w > 0 ? (p[0] * x + p[1] * y + p[2]) / w : float.NaN;
                    grid[at++] = w > 0 ? (p[3] * x + p[4] * y + p[5]) / w : float.NaN;
                }
            }
        }
        return grid;
    }

    /// <inheritdoc />
    public float[] Backward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gridGradient)
    {
        int batch = GridPlane.Batch(parameters.Length, 9);
        _plane.CheckGradient(batch, gridGradient.Length);
        var result = new float[9 * batch];
        Span<double> sum = stackalloc double[9];
        int at = 0;
        for (int n = 0; n < batch; n++)
        {
            ReadOnlySpan<float> p = parameters.Slice(9 * n, 9);
            sum.Clear();
            foreach (float y in _plane.Ys)
            {
                foreach (float x in _plane.Xs)
                {
                    double u = gridGradient[at++], v = gridGradient[at++];
                    double w = (double)p[6] * x + (double)p[7] * y + p[8];
                    if (!(w > 0))
                        continue;
                    double gx = ((double)p[0] * x + (double)p[1] * y + p[2]) / w, gy = ((double)p[3] * x + (double)p[4] * y + p[5]) / w;
                    u /= w;
                    v /= w;
                    double s = -(u * gx + v * gy);
                    sum[0] += u * x;
                    sum[1] += u * y;
                    sum[2] += u;
                    sum[3] += v * x;
                    sum[4] += v * y;
                    sum[5] += v;
                    sum[6] += s * x;
                    sum[7] += s * y;
                    sum[8] += s;
                }
            }
            for (int k = 0; k < 9; k++)
                result[9 * n + k] = (float)sum[k];
        }
        return result;
    }
}
