using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// Thin-plate-spline grids: θ holds the places (x, y) of the control points of a regular lattice over [−1, 1]², row by row.
/// What depends on the lattice alone is solved once, so a grid is one product of matrices.
/// </summary>
public sealed class ThinPlateGrid : IGridGenerator
{
    private readonly GridPlane _plane;
    private readonly Point2d[] _control;
    private readonly float[] _weights;

    /// <summary>Creates the generator.</summary>
    /// <param name="height">Rows of the grid.</param>
    /// <param name="width">Columns of the grid.</param>
    /// <param name="corners">Meaning of −1 and 1.</param>
    /// <param name="lattice">Control points a side, at least 2.</param>
    public ThinPlateGrid(int height, int width, CornerConvention corners, int lattice = 4)
    {
        _plane = new GridPlane(height, width, corners);
        _control = ThinPlateSpline.Lattice(lattice, lattice, new Rect2d(-1, -1, 2, 2));
        var spline = new ThinPlateSpline(_control);
        _weights = new float[height * width * _control.Length];
        Span<double> row = new double[_control.Length];
        int at = 0;
        foreach (float y in _plane.Ys)
        {
            foreach (float x in _plane.Xs)
            {
                spline.Weights(new Point2d(x, y), row);
                foreach (double w in row)
                    _weights[at++] = (float)w;
            }
        }
    }

    /// <inheritdoc />
    public int ParameterCount => 2 * _control.Length;

    /// <inheritdoc />
    public int Height => _plane.Height;

    /// <inheritdoc />
    public int Width => _plane.Width;

    /// <inheritdoc />
    public float[] Identity => [.. _control.SelectMany(p => new[] { (float)p.X, (float)p.Y })];

    /// <inheritdoc />
    public float[] Generate(ReadOnlySpan<float> parameters)
    {
        int batch = GridPlane.Batch(parameters.Length, ParameterCount), n = _control.Length;
        var grid = new float[batch * _plane.Length];
        int at = 0;
        for (int item = 0; item < batch; item++)
        {
            ReadOnlySpan<float> p = parameters.Slice(item * 2 * n, 2 * n);
            for (int row = 0; row < _weights.Length; row += n)
            {
                float x = 0, y = 0;
                for (int k = 0; k < n; k++)
                {
                    x += _weights[row + k] * p[2 * k];
                    y += _weights[row + k] * p[2 * k + 1];
                }
                grid[at++] = x;
                grid[at++] = y;
            }
        }
        return grid;
    }

    /// <inheritdoc />
    public float[] Backward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gridGradient)
    {
        int batch = GridPlane.Batch(parameters.Length, ParameterCount), n = _control.Length;
        _plane.CheckGradient(batch, gridGradient.Length);
        var result = new float[2 * n * batch];
        var sum = new double[2 * n];
        int at = 0;
        for (int item = 0; item < batch; item++)
        {
            Array.Clear(sum);
            for (int row = 0; row < _weights.Length; row += n)
            {
                double u = gridGradient[at++], v = gridGradient[at++];
                for (int k = 0; k < n; k++)
                {
                    sum[2 * k] += u * _weights[row + k];
                    sum[2 * k + 1] += v * _weights[row + k];
                }
            }
            for (int k = 0; k < sum.Length; k++)
                result[item * 2 * n + k] = (float)sum[k];
        }
        return result;
    }
}
