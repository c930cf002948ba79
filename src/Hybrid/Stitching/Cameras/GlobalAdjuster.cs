using Hybrid.Geometry;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// Levenberg–Marquardt over the poses of all views together: transfer errors both ways in pixels, weighted down beyond a
/// few pixels (Huber), solved from the normal equations, in which each pair touches two views only.
/// </summary>
/// <remarks>Brown and Lowe, Automatic Panoramic Image Stitching using Invariant Features, IJCV 2007, section 4.</remarks>
internal static class GlobalAdjuster
{
    private const double Huber = 2;
    private const double Difference = 1e-6;

    /// <summary>Weight of the belief that focal lengths are alike: 5 % of difference costs as much as a residual of one pixel.</summary>
    private const double FocalWeight = 20;

    /// <summary>The adjusted poses.</summary>
    /// <param name="start">One a view.</param>
    /// <param name="tracks">Their matches.</param>
    /// <param name="anchor">The view that stays where it is.</param>
    /// <param name="iterations">Most steps.</param>
    /// <param name="cancellation">Checked between steps.</param>
    /// <param name="beliefs">What is thought of the focal length of each rotating camera; null for nothing.</param>
    public static (Pose[] Poses, double Cost, int Iterations) Adjust(IReadOnlyList<Pose> start, IReadOnlyList<Track> tracks, int anchor, int iterations, CancellationToken cancellation, IReadOnlyList<FocalBelief>? beliefs = null)
    {
        Pose[] poses = [.. start];
        double cost = Cost(poses, tracks, beliefs), damping = 1e-3;
        int step = 0;
        for (; step < iterations && damping < 1e8; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            (Matrix<double> normal, Vector<double> gradient) = Linearize(poses, tracks, anchor, beliefs);
            bool improved = false;
            while (!improved && damping < 1e8)
            {
                Matrix<double> damped = normal.Clone();
                for (int i = 0; i < damped.RowCount; i++)
                    damped[i, i] += damping * Math.Max(normal[i, i], 1e-9);
                Vector<double> delta;
                try
                {
                    delta = damped.Cholesky().Solve(gradient);
                }
                catch (ArgumentException)
                {
                    damping *= 10;
                    continue;
                }
                Pose[] trial = Apply(poses, delta);
                double next = Cost(trial, tracks, beliefs);
                if (next < cost)
                {
                    bool small = cost - next < 1e-7 * cost;
                    (poses, cost, damping, improved) = (trial, next, Math.Max(damping / 5, 1e-9), true);
                    if (small)
                        return (poses, cost, step + 1);
                }
                else
                {
                    damping *= 5;
                }
            }
        }
        return (poses, cost, step);
    }

    /// <summary>Distances between where matches are and where the poses say that they are, in pixels of the second view, one list a track.</summary>
    public static double[][] Errors(IReadOnlyList<Pose> poses, IReadOnlyList<Track> tracks) => [.. tracks.Select(t =>
    {
        if (poses[t.B].ToPixels is not { } toB)
            return Enumerable.Repeat(double.PositiveInfinity, t.PointsA.Length).ToArray();
        Homography map = toB * poses[t.A].ToWorld;
        var errors = new double[t.PointsA.Length];
        for (int k = 0; k < errors.Length; k++)
            errors[k] = Distance(map, t.PointsA[k], t.PointsB[k]);
        return errors;
    })];

    private static double Distance(in Homography map, Point2d a, Point2d b)
    {
        if (map.Depth(a) <= 0)
            return double.PositiveInfinity;
        Point2d p = map.Apply(a);
        return Math.Sqrt((p.X - b.X) * (p.X - b.X) + (p.Y - b.Y) * (p.Y - b.Y));
    }

    private static double Cost(Pose[] poses, IReadOnlyList<Track> tracks, IReadOnlyList<FocalBelief>? beliefs)
    {
        double sum = 0;
        foreach (Track t in tracks)
        {
            if (poses[t.A].ToPixels is not { } toA || poses[t.B].ToPixels is not { } toB)
                return double.PositiveInfinity;
            Homography there = toB * poses[t.A].ToWorld, back = toA * poses[t.B].ToWorld;
            for (int k = 0; k < t.PointsA.Length; k++)
                sum += Loss(Distance(there, t.PointsA[k], t.PointsB[k])) + Loss(Distance(back, t.PointsB[k], t.PointsA[k]));
        }
        if (poses[0].Kind == PoseKind.Rotating)
        {
            double mean = poses.Average(p => Math.Log(p.Focal));
            sum += poses.Sum(p => Math.Pow(FocalWeight * (Math.Log(p.Focal) - mean), 2));
            sum += poses.Select((p, i) => beliefs?[i].Cost(p.Focal) ?? 0).Sum();
        }
        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    private static double Loss(double error)
    {
        // Bounded, so that a match which a bad pose puts behind the camera does not make the cost infinite.
        error = Math.Min(error, 1e4);
        return error <= Huber ? error * error : 2 * Huber * error - Huber * Huber;
    }

    private static Pose[] Apply(Pose[] poses, Vector<double> delta)
    {
        int freedom = poses[0].Freedom;
        var trial = new Pose[poses.Length];
        Span<double> d = stackalloc double[8];
        for (int v = 0; v < poses.Length; v++)
        {
            for (int i = 0; i < freedom; i++)
                d[i] = delta[v * freedom + i];
            trial[v] = poses[v].Step(d[..freedom]);
        }
        return trial;
    }

    private static (Matrix<double> Normal, Vector<double> Gradient) Linearize(Pose[] poses, IReadOnlyList<Track> tracks, int anchor, IReadOnlyList<FocalBelief>? beliefs)
    {
        int freedom = poses[0].Freedom, size = freedom * poses.Length;
        Matrix<double> normal = Matrix<double>.Build.Dense(size, size);
        Vector<double> gradient = Vector<double>.Build.Dense(size);
        (Homography World, Homography Pixels)[][] steps = [.. poses.Select(p => Steps(p, freedom))];
        foreach (Track t in tracks)
        {
            Accumulate(t.A, t.B, t.PointsA, t.PointsB);
            Accumulate(t.B, t.A, t.PointsB, t.PointsA);
        }
        if (poses[0].Kind == PoseKind.Rotating)
        {
            double mean = poses.Average(p => Math.Log(p.Focal));
            for (int v = 0; v < poses.Length; v++)
            {
                normal[v * freedom, v * freedom] += FocalWeight * FocalWeight;
                gradient[v * freedom] -= FocalWeight * FocalWeight * (Math.Log(poses[v].Focal) - mean);
                if (beliefs?[v] is not { } belief)
                    continue;
                normal[v * freedom, v * freedom] += belief.Weight * belief.Weight;
                gradient[v * freedom] -= belief.Weight * belief.Weight * belief.Beside(poses[v].Focal);
            }
        }
        int firstFixed = poses[0].Kind == PoseKind.Rotating ? 1 : 0;
        for (int i = anchor * freedom + firstFixed; i < (anchor + 1) * freedom; i++)
            normal[i, i] += 1e12;
        return (normal, gradient);

        void Accumulate(int from, int to, Point2d[] a, Point2d[] b)
        {
            Homography world = poses[from].ToWorld, pixels = poses[to].ToPixels!.Value;
            Homography map = pixels * world;
            var plus = new Homography[2 * freedom];
            var minus = new Homography[2 * freedom];
            for (int i = 0; i < freedom; i++)
            {
                (plus[i], minus[i]) = (pixels * steps[from][2 * i].World, pixels * steps[from][2 * i + 1].World);
                (plus[freedom + i], minus[freedom + i]) = (steps[to][2 * i].Pixels * world, steps[to][2 * i + 1].Pixels * world);
            }
            double[] block = new double[4 * freedom * freedom], right = new double[2 * freedom];
            double[] jx = new double[2 * freedom], jy = new double[2 * freedom];
            for (int k = 0; k < a.Length; k++)
            {
                if (map.Depth(a[k]) <= 0)
                    continue;
                Point2d p = map.Apply(a[k]);
                double rx = b[k].X - p.X, ry = b[k].Y - p.Y, error = Math.Sqrt(rx * rx + ry * ry);
                double weight = error <= Huber ? 1 : Huber / error;
                for (int i = 0; i < 2 * freedom; i++)
                {
                    Point2d u = plus[i].Apply(a[k]), v = minus[i].Apply(a[k]);
                    (jx[i], jy[i]) = ((u.X - v.X) / (2 * Difference), (u.Y - v.Y) / (2 * Difference));
                }
                for (int i = 0; i < 2 * freedom; i++)
                {
                    right[i] += weight * (jx[i] * rx + jy[i] * ry);
                    for (int j = 0; j <= i; j++)
                        block[i * 2 * freedom + j] += weight * (jx[i] * jx[j] + jy[i] * jy[j]);
                }
            }
            for (int i = 0; i < 2 * freedom; i++)
            {
                int row = (i < freedom ? from * freedom : to * freedom - freedom) + i;
                gradient[row] += right[i];
                for (int j = 0; j < 2 * freedom; j++)
                {
                    int column = (j < freedom ? from * freedom : to * freedom - freedom) + j;
                    normal[row, column] += j <= i ? block[i * 2 * freedom + j] : block[j * 2 * freedom + i];
                }
            }
        }
    }

    private static (Homography World, Homography Pixels)[] Steps(Pose pose, int freedom)
    {
        var steps = new (Homography, Homography)[2 * freedom];
        Span<double> d = stackalloc double[8];
        for (int i = 0; i < freedom; i++)
        {
            foreach (int sign in (int[])[1, -1])
            {
                d.Clear();
                d[i] = sign * Difference;
                Pose moved = pose.Step(d[..freedom]);
                steps[2 * i + (sign > 0 ? 0 : 1)] = (moved.ToWorld, moved.ToPixels ?? Homography.Identity);
            }
        }
        return steps;
    }
}
