using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// Thin-plate splines over fixed control points (Bookstein, PAMI 1989): the map of the plane of least bending energy that
/// sends each control point to its target, kernel r² log r plus an affine part. It is linear in the targets, so a point's
/// image is a weighted sum of them, with weights that depend on the point alone.
/// </summary>
public sealed class ThinPlateSpline
{
    private readonly Point2d[] _control;
    private readonly double[] _solver;

    /// <summary>Prepares splines over control points.</summary>
    /// <param name="control">At least three points, not on one line and none twice.</param>
    /// <param name="smoothing">0 passes through every target; larger values bend less (added to the kernel's diagonal).</param>
    /// <exception cref="ArgumentException">The points do not determine a spline.</exception>
    public ThinPlateSpline(IReadOnlyList<Point2d> control, double smoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentOutOfRangeException.ThrowIfNegative(smoothing);
        _control = [.. control];
        int n = _control.Length;
        if (n < 3)
            throw new ArgumentException("A thin-plate spline needs three points or more.", nameof(control));
        Matrix<double> system = Matrix<double>.Build.Dense(n + 3, n + 3);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                system[i, j] = i == j ? smoothing : Kernel(_control[i], _control[j]);
            system[i, n] = system[n, i] = 1;
            system[i, n + 1] = system[n + 1, i] = _control[i].X;
            system[i, n + 2] = system[n + 2, i] = _control[i].Y;
        }
        Matrix<double> inverse = system.Inverse();
        _solver = new double[(n + 3) * n];
        for (int i = 0; i < n + 3; i++)
        {
            for (int j = 0; j < n; j++)
                _solver[i * n + j] = inverse[i, j];
        }
        if (!_solver.All(double.IsFinite) || !Reproduces())
            throw new ArgumentException("The points lie on a line or stand twice.", nameof(control));
    }

    /// <summary>Control points.</summary>
    public int Count => _control.Length;

    /// <summary>A regular lattice over a rectangle, row by row, its outermost points on the border.</summary>
    /// <param name="columns">Points a row, at least 2.</param>
    /// <param name="rows">Rows, at least 2.</param>
    /// <param name="area">The rectangle.</param>
    public static Point2d[] Lattice(int columns, int rows, Rect2d area)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        var points = new Point2d[columns * rows];
        for (int i = 0; i < points.Length; i++)
            points[i] = new Point2d(area.X + area.Width * (i % columns) / (columns - 1), area.Y + area.Height * (i / columns) / (rows - 1));
        return points;
    }

    /// <summary>Weights of the targets at a point; they sum to one.</summary>
    /// <param name="p">The point.</param>
    /// <param name="weights">Filled; one a control point.</param>
    public void Weights(Point2d p, Span<double> weights)
    {
        int n = _control.Length;
        for (int j = 0; j < n; j++)
            weights[j] = _solver[n * n + j] + p.X * _solver[(n + 1) * n + j] + p.Y * _solver[(n + 2) * n + j];
        for (int i = 0; i < n; i++)
        {
            double kernel = Kernel(p, _control[i]);
            for (int j = 0; j < n; j++)
                weights[j] += kernel * _solver[i * n + j];
        }
    }

    /// <summary>Where a point goes.</summary>
    /// <param name="p">The point.</param>
    /// <param name="targets">Where the control points go.</param>
    public Point2d Map(Point2d p, IReadOnlyList<Point2d> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Span<double> weights = _control.Length <= 64 ? stackalloc double[_control.Length] : new double[_control.Length];
        Weights(p, weights);
        double x = 0, y = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            x += weights[i] * targets[i].X;
            y += weights[i] * targets[i].Y;
        }
        return new Point2d(x, y);
    }

    private static double Kernel(Point2d p, Point2d q)
    {
        double dx = p.X - q.X, dy = p.Y - q.Y, squared = dx * dx + dy * dy;
        return squared == 0 ? 0 : 0.5 * squared * Math.Log(squared);
    }

    /// <summary>Splines reproduce affine maps; with a singular system they do not.</summary>
    private bool Reproduces()
    {
        double extent = _control.Max(p => Math.Abs(p.X) + Math.Abs(p.Y));
        return _control.All(p => Map(p, _control).DistanceTo(p) <= 1e-6 * (1 + extent));
    }
}
