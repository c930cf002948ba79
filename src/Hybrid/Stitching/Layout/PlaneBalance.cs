using Hybrid.Geometry;
using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Layout;

/// <summary>
/// Chooses the view of a plane in which no image is enlarged much more than another: of all plane maps those two numbers
/// of perspective that even out the local scales, then the rotation and scale that keep images upright and of their size.
/// </summary>
internal static class PlaneBalance
{
    private const int Grid = 4;

    /// <summary>The same views on the balanced plane, one pixel of it for about one of an image.</summary>
    public static Pose[] Balance(Pose[] poses, View[] views)
    {
        (double p, double q) = (0, 0);
        if (poses[0].Kind == PoseKind.Planar)
        {
            double step = 0.4, least = Unevenness(poses, views, p, q);
            while (step > 1e-4)
            {
                bool moved = false;
                foreach ((double dp, double dq) in new[] { (step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step) })
                {
                    double u = Unevenness(poses, views, p + dp, q + dq);
                    if (u < least)
                        (least, p, q, moved) = (u, p + dp, q + dq, true);
                }
                if (!moved)
                    step /= 2;
            }
        }
        Homography perspective = new(1, 0, 0, 0, 1, 0, p, q, 1);
        Pose[] even = [.. poses.Select(x => x.Turned(perspective))];
        var angles = new double[even.Length];
        var logs = new double[even.Length];
        for (int i = 0; i < even.Length; i++)
        {
            (double a, double b, double c, double d) = Jacobian(even[i].Matrix, new Point2d((views[i].Size.Width - 1) / 2.0, (views[i].Size.Height - 1) / 2.0));
            (angles[i], logs[i]) = (Math.Atan2(c - b, a + d), 0.5 * Math.Log(Math.Abs(a * d - b * c)));
        }
        Array.Sort(logs);
        double scale = Math.Exp(-logs[logs.Length / 2]);
        (double sin, double cos) = Math.SinCos(UsualAngle(angles));
        return [.. even.Select(x => x.Turned(new Homography(cos * scale, sin * scale, 0, -sin * scale, cos * scale, 0, 0, 0, 1)))];
    }

    /// <summary>The views' mean angle but for quarter turns, by which some may have been taken or stored, and the quarter turn of most.</summary>
    private static double UsualAngle(double[] angles)
    {
        const double quarter = Math.PI / 2;
        // Angles that differ by quarter turns become one when they are taken four times.
        double modulo = Math.Atan2(angles.Sum(x => Math.Sin(4 * x)), angles.Sum(x => Math.Cos(4 * x))) / 4;
        int[] turns = [.. angles.Select(x => (int)Math.Round((x - modulo) / quarter))];
        int most = turns.GroupBy(t => (t + 8) % 4).MaxBy(g => g.Count())!.Key;
        return angles.Select((x, i) => x - quarter * turns[i]).Average() + quarter * most;
    }

    /// <summary>Variance of the logarithm of the local area scale over all views; infinite where one reaches the horizon.</summary>
    private static double Unevenness(Pose[] poses, View[] views, double p, double q)
    {
        Homography perspective = new(1, 0, 0, 0, 1, 0, p, q, 1);
        double sum = 0, squares = 0;
        int count = 0;
        for (int i = 0; i < poses.Length; i++)
        {
            Homography map = perspective * poses[i].Matrix;
            for (int k = 0; k < (Grid + 1) * (Grid + 1); k++)
            {
                var at = new Point2d(k % (Grid + 1) * (views[i].Size.Width - 1.0) / Grid, k / (Grid + 1) * (views[i].Size.Height - 1.0) / Grid);
                double w = map.Depth(at);
                if (!(w > 0))
                    return double.PositiveInfinity;
                double log = Math.Log(Math.Abs(map.Determinant) / (w * w * w));
                (sum, squares, count) = (sum + log, squares + log * log, count + 1);
            }
        }
        return squares / count - sum / count * (sum / count);
    }

    private static (double A, double B, double C, double D) Jacobian(in Homography h, Point2d at)
    {
        Point2d o = h.Apply(at), x = h.Apply(new Point2d(at.X + 1, at.Y)), y = h.Apply(new Point2d(at.X, at.Y + 1));
        return (x.X - o.X, y.X - o.X, x.Y - o.Y, y.Y - o.Y);
    }
}
