using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// Errors of a homography in pixels. A point that is mapped to infinity has an infinite error; a mean over nothing
/// is NaN.
/// </summary>
public static class HomographyErrors
{
    /// <summary>One-sided transfer error |H·a − b|, pixels of B.</summary>
    public static double Transfer(in Homography h, PointMatch m) => Distance(h.Apply(m.A), m.B);

    /// <summary>
    /// Root mean square of the transfer errors in B and in A, so that it compares with a pixel threshold (Hartley
    /// and Zisserman, eq. 4.7, halved and rooted). Infinite where H has no inverse.
    /// </summary>
    public static double SymmetricTransfer(in Homography h, PointMatch m) =>
        h.Inverse() is { } inverse ? SymmetricTransfer(h, inverse, m) : double.PositiveInfinity;

    /// <summary>As above, with the inverse at hand: use this one in loops.</summary>
    public static double SymmetricTransfer(in Homography h, in Homography inverse, PointMatch m)
    {
        double forward = Distance(h.Apply(m.A), m.B), backward = Distance(inverse.Apply(m.B), m.A);
        return Math.Sqrt((forward * forward + backward * backward) / 2);
    }

    /// <summary>
    /// Sampson's first-order distance of the match (a, b), a point of four dimensions, to the matches that obey H
    /// (Hartley and Zisserman, eq. 4.12). About 1/√2 of the transfer error where H changes no scale.
    /// </summary>
    public static double Sampson(in Homography h, PointMatch m)
    {
        double w = h.Depth(m.A);
        Point2d q = h.Apply(m.A);
        double ex = m.B.X - q.X, ey = m.B.Y - q.Y;
        double a11 = (h.M11 - m.B.X * h.M31) / w, a12 = (h.M12 - m.B.X * h.M32) / w;
        double a21 = (h.M21 - m.B.Y * h.M31) / w, a22 = (h.M22 - m.B.Y * h.M32) / w;
        double s11 = 1 + a11 * a11 + a12 * a12, s12 = a11 * a21 + a12 * a22, s22 = 1 + a21 * a21 + a22 * a22;
        double squared = (s22 * ex * ex - 2 * s12 * ex * ey + s11 * ey * ey) / (s11 * s22 - s12 * s12);
        return double.IsFinite(squared) ? Math.Sqrt(Math.Max(squared, 0)) : double.PositiveInfinity;
    }

    /// <summary>Mean transfer error over hand-made points, pixels of B.</summary>
    public static double AtPoints(in Homography estimated, IReadOnlyList<PointMatch> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        double sum = 0;
        foreach (PointMatch m in points)
            sum += Transfer(estimated, m);
        return sum / points.Count;
    }

    /// <summary>Mean distance in B between the estimated and the true image of A's corners (0, 0) to (w−1, h−1).</summary>
    public static double Corner(in Homography estimated, in Homography truth, Size a) => estimated.DistanceTo(truth, a).Mean;

    /// <summary>
    /// Mean distance in B between the estimated and the true image of a grid of A's pixels, from (0, 0) in steps of
    /// <paramref name="step"/>, over those whose true image lies in B.
    /// </summary>
    /// <param name="estimated">The map to measure.</param>
    /// <param name="truth">The true map.</param>
    /// <param name="a">Size of A.</param>
    /// <param name="b">Size of B.</param>
    /// <param name="step">Pixels between grid points.</param>
    public static double Overlap(in Homography estimated, in Homography truth, Size a, Size b, int step = 16)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);
        double front = Math.Sign(truth.Depth(new Point2d((a.Width - 1) / 2.0, (a.Height - 1) / 2.0)));
        double sum = 0;
        int count = 0;
        for (int y = 0; y < a.Height; y += step)
        {
            for (int x = 0; x < a.Width; x += step)
            {
                var p = new Point2d(x, y);
                Point2d q = truth.Apply(p);
                if (!(front * truth.Depth(p) > 0 && q.X >= 0 && q.Y >= 0 && q.X <= b.Width - 1 && q.Y <= b.Height - 1))
                    continue;
                sum += Distance(estimated.Apply(p), q);
                count++;
            }
        }
        return sum / count;
    }

    internal static double Distance(Point2d p, Point2d q)
    {
        double d = p.DistanceTo(q);
        return double.IsNaN(d) ? double.PositiveInfinity : d;
    }
}
