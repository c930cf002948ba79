using Hybrid.Evaluation.Datasets;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Distances in B between where a homography and the truth send points of A, in pixels of the original images.</summary>
public static class TransferError
{
    /// <summary>Spacing of the grid of <see cref="Overlap"/>, in pixels of A.</summary>
    public const int GridStep = 16;

    /// <summary>Mean distance at annotated points; infinite where one is mapped to infinity.</summary>
    public static double AtPoints(in Homography h, IReadOnlyList<PointMatch> points)
    {
        double sum = 0;
        foreach (PointMatch p in points)
            sum += Distance(h.Apply(p.A), p.B);
        return FiniteOrInfinite(sum / points.Count);
    }

    /// <summary>Mean distance at A's four corner pixels, (0,0) to (w−1, h−1); infinite where one is mapped to infinity.</summary>
    public static double AtCorners(in Homography h, in Homography truth, ImageSize a)
    {
        double sum = 0;
        foreach (Point2d corner in new[] { new Point2d(0, 0), new Point2d(a.Width - 1, 0), new Point2d(a.Width - 1, a.Height - 1), new Point2d(0, a.Height - 1) })
            sum += Distance(h.Apply(corner), truth.Apply(corner));
        return FiniteOrInfinite(sum / 4);
    }

    /// <summary>
    /// Mean distance over a 16-px grid of A, starting at (0,0), whose true image lies in B; NaN where no grid point does.
    /// </summary>
    public static double Overlap(in Homography h, in Homography truth, ImageSize a, ImageSize b)
    {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < a.Height; y += GridStep)
        {
            for (int x = 0; x < a.Width; x += GridStep)
            {
                var p = new Point2d(x, y);
                Point2d t = truth.Apply(p);
                if (!(t.X >= 0 && t.Y >= 0 && t.X <= b.Width - 1 && t.Y <= b.Height - 1))
                    continue;
                sum += Distance(h.Apply(p), t);
                count++;
            }
        }
        return count == 0 ? double.NaN : FiniteOrInfinite(sum / count);
    }

    internal static double Distance(Point2d a, Point2d b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));

    private static double FiniteOrInfinite(double value) => double.IsFinite(value) ? value : double.PositiveInfinity;
}
