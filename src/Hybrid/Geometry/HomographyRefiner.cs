using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// Levenberg–Marquardt on the symmetric transfer error with a Huber loss, over the eight free parameters of a
/// homography whose coordinates are normalised to unit scale (Hartley and Zisserman, section 4.5 and algorithm 4.3).
/// </summary>
public static class HomographyRefiner
{
    /// <summary>Refines a homography. The cost never rises above the start's.</summary>
    /// <param name="start">Where to start; invertible.</param>
    /// <param name="matches">Inliers, at least 4.</param>
    /// <param name="options">Loss and stopping; null means the defaults.</param>
    public static RefinedHomography Refine(in Homography start, ReadOnlySpan<PointMatch> matches, HomographyRefinerOptions? options = null)
    {
        options ??= new HomographyRefinerOptions();
        Homography h = start.Normalized();
        if (matches.Length < 4 || h.Inverse() is not { } inverse || h.M33 != 1)
            return new RefinedHomography(start, double.NaN, 0, false);
        (Homography toUnitA, double scaleA) = Unit(matches, first: true);
        (Homography toUnitB, double scaleB) = Unit(matches, first: false);
        var unit = new PointMatch[matches.Length];
        for (int i = 0; i < unit.Length; i++)
            unit[i] = new PointMatch(toUnitA.Apply(matches[i].A), toUnitB.Apply(matches[i].B), matches[i].Score);

        // A residual in A and one in B weigh the same in pixels of their own images.
        var problem = new Problem(unit, 1 / scaleB, 1 / scaleA, options.HuberScale);
        double[] p = (toUnitB * h * toUnitA.Inverse()!.Value).Normalized().ToRowMajor();
        double cost = problem.Cost(p), lambda = 1e-4;
        bool converged = false;
        int iteration = 0;
        for (; iteration < options.MaxIterations && !converged; iteration++)
        {
            (Matrix<double> normal, Vector<double> gradient) = problem.NormalEquations(p);
            double[]? next = null;
            double nextCost = double.PositiveInfinity;
            for (; lambda < 1e10; lambda *= 10)
            {
                Matrix<double> damped = normal.Clone();
                for (int i = 0; i < 8; i++)
                    damped[i, i] += lambda * Math.Max(normal[i, i], 1e-12);
                Vector<double> step = damped.Solve(gradient);
                double[] trial = (double[])p.Clone();
                for (int i = 0; i < 8; i++)
                    trial[i] -= step[i];
                nextCost = problem.Cost(trial);
                if (nextCost <= cost)
                {
                    next = trial;
                    break;
                }
            }
            if (next is null)
                break;
            converged = cost - nextCost <= options.Tolerance * cost;
            (p, cost) = (next, nextCost);
            lambda = Math.Max(1e-12, lambda * 0.1);
        }
        Homography refined = (toUnitB.Inverse()!.Value * Homography.FromRowMajor(p) * toUnitA).Normalized();
        return new RefinedHomography(refined, Math.Sqrt(cost / (2 * matches.Length)), iteration, converged);
    }

    /// <summary>Translation to the centroid and scaling to mean distance √2.</summary>
    private static (Homography Map, double Scale) Unit(ReadOnlySpan<PointMatch> matches, bool first)
    {
        double x = 0, y = 0;
        foreach (PointMatch m in matches)
        {
            Point2d p = first ? m.A : m.B;
            (x, y) = (x + p.X / matches.Length, y + p.Y / matches.Length);
        }
        double distance = 0;
        foreach (PointMatch m in matches)
        {
            Point2d p = first ? m.A : m.B;
            distance += Math.Sqrt((p.X - x) * (p.X - x) + (p.Y - y) * (p.Y - y)) / matches.Length;
        }
        double s = Math.Sqrt(2) / Math.Max(distance, 1e-9);
        return (new Homography(s, 0, -s * x, 0, s, -s * y, 0, 0, 1), s);
    }

    private sealed class Problem(PointMatch[] matches, double pixelB, double pixelA, double huber)
    {
        public double Cost(double[] p)
        {
            Homography h = Homography.FromRowMajor(p);
            if (h.Inverse() is not { } inverse)
                return double.PositiveInfinity;
            double cost = 0;
            foreach (PointMatch m in matches)
            {
                double f = pixelB * HomographyErrors.Transfer(h, m);
                double b = pixelA * HomographyErrors.Transfer(inverse, new PointMatch(m.B, m.A, 0));
                cost += Loss(f) + Loss(b);
            }
            return double.IsNaN(cost) ? double.PositiveInfinity : cost;
        }

        public (Matrix<double> Normal, Vector<double> Gradient) NormalEquations(double[] p)
        {
            Homography h = Homography.FromRowMajor(p);
            Homography inverse = h.Inverse()!.Value;
            Matrix<double> normal = Matrix<double>.Build.Dense(8, 8);
            Vector<double> gradient = Vector<double>.Build.Dense(8);
            Span<double> jx = stackalloc double[8], jy = stackalloc double[8];
            Span<double> bx = stackalloc double[8], by = stackalloc double[8];
            foreach (PointMatch m in matches)
            {
                Point2d q = Row(h, m.A, jx, jy);
                Add(normal, gradient, jx, jy, pixelB, q.X - m.B.X, q.Y - m.B.Y);

                // x = H⁻¹(B) solves H(x) = B, so its derivative is −(∂H/∂x)⁻¹ ∂H/∂p at x.
                Point2d x = inverse.Apply(m.B);
                Row(h, x, jx, jy);
                double w = h.M31 * x.X + h.M32 * x.Y + h.M33;
                double a = (h.M11 - h.M31 * m.B.X) / w, b = (h.M12 - h.M32 * m.B.X) / w;
                double c = (h.M21 - h.M31 * m.B.Y) / w, d = (h.M22 - h.M32 * m.B.Y) / w;
                double det = a * d - b * c;
                for (int i = 0; i < 8; i++)
                {
                    bx[i] = -(d * jx[i] - b * jy[i]) / det;
                    by[i] = -(a * jy[i] - c * jx[i]) / det;
                }
                Add(normal, gradient, bx, by, pixelA, x.X - m.A.X, x.Y - m.A.Y);
            }
            return (normal, gradient);
        }

        private static Point2d Row(in Homography h, Point2d p, Span<double> jx, Span<double> jy)
        {
            double w = h.M31 * p.X + h.M32 * p.Y + h.M33;
            double u = (h.M11 * p.X + h.M12 * p.Y + h.M13) / w, v = (h.M21 * p.X + h.M22 * p.Y + h.M23) / w;
            jx.Clear();
            jy.Clear();
            (jx[0], jx[1], jx[2], jx[6], jx[7]) = (p.X / w, p.Y / w, 1 / w, -u * p.X / w, -u * p.Y / w);
            (jy[3], jy[4], jy[5], jy[6], jy[7]) = (p.X / w, p.Y / w, 1 / w, -v * p.X / w, -v * p.Y / w);
            return new Point2d(u, v);
        }

        private void Add(Matrix<double> normal, Vector<double> gradient, ReadOnlySpan<double> jx, ReadOnlySpan<double> jy, double pixel, double rx, double ry)
        {
            double error = pixel * Math.Sqrt(rx * rx + ry * ry);
            double weight = pixel * pixel * (error <= huber ? 1 : huber / error);
            for (int i = 0; i < 8; i++)
            {
                gradient[i] += weight * (jx[i] * rx + jy[i] * ry);
                for (int j = 0; j <= i; j++)
                {
                    double value = weight * (jx[i] * jx[j] + jy[i] * jy[j]);
                    normal[i, j] += value;
                    if (i != j)
                        normal[j, i] += value;
                }
            }
        }

        private double Loss(double error) => error <= huber ? error * error : 2 * huber * error - huber * huber;
    }
}
