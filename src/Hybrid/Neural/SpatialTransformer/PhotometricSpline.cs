using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Hybrid.Geometry;
using Hybrid.Imaging;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// What a homography leaves, as a thin-plate spline over a lattice of A: x_B = H(x + d(x)). Levenberg–Marquardt on the mean of
/// both images' gradients (Benhimane and Malis, IROS 2004), at one small resolution, from d = 0.
/// </summary>
internal sealed class PhotometricSpline
{
    private const int LongSide = 240;
    private const int Block = 1024;

    // Added to each control point's share of the diagonal, in grey values squared a pixel: points without texture stay.
    private const double Stiffness = 0.02;

    private readonly PhotometricLevel _level;
    private readonly PhotometricOptions _options;
    private readonly Homography _h;
    private readonly float[][] _basis;
    private readonly int _control;

    private PhotometricSpline(PhotometricLevel level, Homography h, PhotometricOptions options)
    {
        (_level, _h, _options) = (level, h, options);
        Size size = level.SizeA;
        var spline = new ThinPlateSpline(ThinPlateSpline.Lattice(options.Lattice, options.Lattice, new Rect2d(0, 0, size.Width - 1, size.Height - 1)));
        _control = spline.Count;
        _basis = [.. Enumerable.Range(0, _control).Select(_ => new float[size.Width * size.Height])];
        Parallel.For(0, size.Height, options.Parallelism, y =>
        {
            var weights = new double[_control];
            for (int x = 0; x < size.Width; x++)
            {
                spline.Weights(new Point2d(x, y), weights);
                for (int k = 0; k < _control; k++)
                    _basis[k][y * size.Width + x] = (float)weights[k];
            }
        });
    }

    /// <summary>Dense flow A to B of the homography and the spline fitted on top of it, with the correlation it reaches.</summary>
    public static (FlowField Flow, double Before, double After) Register(Mat grayA, Mat grayB, in Homography h, PhotometricOptions options)
    {
        PhotometricOptions small = options with { LongSide = LongSide, Coarsest = LongSide };
        PhotometricLevel level = PhotometricLevel.Pyramid(grayA, grayB, small)[^1];
        Homography reduced = (level.ToLevelB * h * level.ToLevelA.Inverse()!.Value).Normalized();
        var spline = new PhotometricSpline(level, reduced, options);
        (float[] dx, float[] dy, double before, double after) = spline.Fit();
        return (spline.Flow(dx, dy, h, grayA.Size()), before, after);
    }

    private (float[] X, float[] Y, double Before, double After) Fit()
    {
        int n = _level.SizeA.Width * _level.SizeA.Height;
        var parameters = new double[2 * _control];
        float[] dx = new float[n], dy = new float[n];
        var residual = new PhotometricResidual(_level, _options);
        residual.Warp(_h, dx, dy);
        residual.FitLight();
        residual.Evaluate();
        residual.Scale = residual.MeasureScale();
        double cost = residual.Evaluate(), damping = 1e-3, before = residual.Correlation();
        for (int i = 0; i < _options.Iterations && damping < 1e3 && double.IsFinite(cost); i++)
        {
            (Matrix<double> matrix, Vector<double> right) = Equations(residual);
            for (int k = 0; k < right.Count; k++)
                matrix[k, k] += damping * matrix[k, k];
            double[] step = matrix.Solve(right).ToArray();
            double[] next = [.. parameters.Zip(step, (p, s) => p - s)];
            Displace(next, dx, dy);
            residual.Warp(_h, dx, dy);
            residual.FitLight();
            double now = residual.Evaluate();
            if (!(now < cost))
            {
                Displace(parameters, dx, dy);
                residual.Warp(_h, dx, dy);
                residual.FitLight();
                residual.Evaluate();
                damping *= 10;
                continue;
            }
            bool small = step.Max(Math.Abs) < _options.Precision;
            (parameters, cost, damping) = (next, now, damping / 10);
            if (small)
                break;
        }
        return (dx, dy, before, residual.Correlation());
    }

    private void Displace(double[] parameters, float[] dx, float[] dy)
    {
        Array.Clear(dx);
        Array.Clear(dy);
        for (int k = 0; k < _control; k++)
        {
            TensorPrimitives.MultiplyAdd(_basis[k], (float)parameters[k], dx, dx);
            TensorPrimitives.MultiplyAdd(_basis[k], (float)parameters[_control + k], dy, dy);
        }
    }

    private (Matrix<double> Matrix, Vector<double> Right) Equations(PhotometricResidual residual)
    {
        int n = residual.Value.Length, count = 2 * _control;
        (float[] gx, float[] gy) = residual.MeanGradient();
        var matrix = Matrix<double>.Build.Dense(count, count);
        var right = Vector<double>.Build.Dense(count);
        var columns = new float[count][];
        for (int k = 0; k < count; k++)
            columns[k] = new float[Block];
        var weighted = new float[Block];
        double pixels = residual.Weight.Sum(w => (double)w);
        for (int from = 0; from < n; from += Block)
        {
            int length = Math.Min(Block, n - from);
            for (int k = 0; k < _control; k++)
            {
                TensorPrimitives.Multiply(_basis[k].AsSpan(from, length), gx.AsSpan(from, length), columns[k]);
                TensorPrimitives.Multiply(_basis[k].AsSpan(from, length), gy.AsSpan(from, length), columns[_control + k]);
            }
            for (int i = 0; i < count; i++)
            {
                TensorPrimitives.Multiply(columns[i].AsSpan(0, length), residual.Weight.AsSpan(from, length), weighted);
                right[i] += TensorPrimitives.Dot(weighted.AsSpan(0, length), residual.Value.AsSpan(from, length));
                for (int j = 0; j <= i; j++)
                    matrix[i, j] += TensorPrimitives.Dot(weighted.AsSpan(0, length), columns[j].AsSpan(0, length));
            }
        }
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
                matrix[j, i] = matrix[i, j];
            matrix[i, i] += Stiffness * pixels / _control + 1e-6;
        }
        return (matrix, right);
    }

    /// <summary>The displacements enlarged to A's own pixels, then through the homography.</summary>
    private FlowField Flow(float[] dx, float[] dy, in Homography h, Size a)
    {
        using Mat x = Enlarge(dx, a), y = Enlarge(dy, a);
        float sx = (float)a.Width / _level.SizeA.Width, sy = (float)a.Height / _level.SizeA.Height;
        var flow = new FlowField(a.Width, a.Height);
        for (int row = 0; row < a.Height; row++)
        {
            ReadOnlySpan<float> u = MatRows.Row<float>(x, row), v = MatRows.Row<float>(y, row);
            for (int column = 0; column < a.Width; column++)
            {
                Point2d p = h.Apply(new Point2d(column + sx * u[column], row + sy * v[column]));
                flow[column, row] = double.IsFinite(p.X + p.Y) ? new((float)(p.X - column), (float)(p.Y - row)) : new(float.NaN, float.NaN);
            }
        }
        return flow;
    }

    private Mat Enlarge(float[] values, Size a)
    {
        using var small = new Mat(_level.SizeA.Height, _level.SizeA.Width, MatType.CV_32FC1);
        Marshal.Copy(values, 0, small.Data, values.Length);
        var large = new Mat();
        Cv2.Resize(small, large, a, 0, 0, InterpolationFlags.Linear);
        return large;
    }
}
