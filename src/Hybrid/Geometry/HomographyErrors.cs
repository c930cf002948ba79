using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>Errors of a homography, in pixels; infinite where a point is mapped to infinity.</summary>
public static class HomographyErrors
{
    /// <summary>Distance in B between the mapped point of A and its partner.</summary>
    public static double Transfer(in Homography h, PointMatch match)
    {
        Point2d p = h.Apply(match.A);
        double dx = p.X - match.B.X, dy = p.Y - match.B.Y;
        double error = Math.Sqrt(dx * dx + dy * dy);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }

    /// <summary>√(d(B, HA)² + d(A, H⁻¹B)²) (Hartley and Zisserman, equation 4.7).</summary>
    public static double SymmetricTransfer(in Homography h, in Homography inverse, PointMatch match)
    {
        double forward = Transfer(h, match);
        double backward = Transfer(inverse, new PointMatch(match.B, match.A, match.Score));
        return Math.Sqrt(forward * forward + backward * backward);
    }

    /// <summary>Mean distance in B between A's corners mapped by both homographies.</summary>
    /// <param name="estimated">The homography to judge.</param>
    /// <param name="truth">The true one.</param>
    /// <param name="a">Size of A; its corners are at (0, 0) and (w − 1, h − 1).</param>
    public static double Corner(in Homography estimated, in Homography truth, Size a)
    {
        double sum = 0;
        foreach (Point2d corner in Homography.Corners(a))
            sum += Transfer(estimated, new PointMatch(corner, truth.Apply(corner), 0));
        return sum / 4;
    }

    /// <summary>Mean distance over a 16-px grid of A whose true image lies in B; NaN where there is none.</summary>
    /// <param name="estimated">The homography to judge.</param>
    /// <param name="truth">The true one.</param>
    /// <param name="a">Size of A.</param>
    /// <param name="b">Size of B.</param>
    public static double Overlap(in Homography estimated, in Homography truth, Size a, Size b)
    {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < a.Height; y += 16)
        {
            for (int x = 0; x < a.Width; x += 16)
            {
                Point2d q = truth.Apply(new Point2d(x, y));
                if (!(q.X >= 0 && q.Y >= 0 && q.X <= b.Width - 1 && q.Y <= b.Height - 1))
                    continue;
                sum += Transfer(estimated, new PointMatch(new Point2d(x, y), q, 0));
                count++;
            }
        }
        return count == 0 ? double.NaN : sum / count;
    }

    /// <summary>Mean transfer error over hand-made points.</summary>
    public static double AtPoints(in Homography estimated, IReadOnlyList<PointMatch> points)
    {
        double sum = 0;
        foreach (PointMatch point in points)
            sum += Transfer(estimated, point);
        return points.Count == 0 ? double.NaN : sum / points.Count;
    }
}
