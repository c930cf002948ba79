using System.Globalization;
using OpenCvSharp;

namespace Hybrid.Geometry;

public readonly partial record struct Homography
{
    /// <summary>
    /// Checks that the map keeps orientation and convexity of A's frame, sends none of it to infinity, and neither
    /// collapses nor explodes it.
    /// </summary>
    /// <param name="a">Size of A.</param>
    /// <param name="b">Size of B.</param>
    /// <param name="limits">Bounds; null means <see cref="HomographyLimits.Default"/>.</param>
    public HomographyValidity CheckValidity(Size a, Size b, HomographyLimits? limits = null)
    {
        limits ??= HomographyLimits.Default;
        Point2d[] corners = Corners(a);
        double wMin = double.PositiveInfinity, wMax = 0;
        double sign = Math.Sign(M31 * (a.Width - 1) / 2.0 + M32 * (a.Height - 1) / 2.0 + M33);
        foreach (Point2d c in corners)
        {
            double w = sign * (M31 * c.X + M32 * c.Y + M33);
            wMin = Math.Min(wMin, w);
            wMax = Math.Max(wMax, w);
        }
        if (!(wMin > 0))
            return Degenerate("part of the frame is mapped through infinity");
        if (wMax / wMin > limits.MaxPerspective)
            return Degenerate(string.Create(CultureInfo.InvariantCulture, $"perspective of {wMax / wMin:F1} across the frame"));
        Homography h = this;
        Point2d[] quad = [.. corners.Select(c => h.Apply(c))];
        for (int i = 0; i < 4; i++)
        {
            Point2d p = quad[i], q = quad[(i + 1) % 4], r = quad[(i + 2) % 4];
            double turn = (q.X - p.X) * (r.Y - q.Y) - (q.Y - p.Y) * (r.X - q.X);
            if (!(turn > 0))
                return Degenerate("the frame is mirrored or folded");
        }
        double ratio = Area(quad) / Math.Max(1, (double)a.Width * a.Height);
        return ratio >= limits.MinAreaRatio && ratio <= limits.MaxAreaRatio
            ? new HomographyValidity(true, ReasonCode.None, "")
            : Degenerate(string.Create(CultureInfo.InvariantCulture, $"area changes by a factor of {ratio:G3}"));
    }

    /// <summary>Fraction of A's area that lies inside B under the map, 0..1, by clipping B's preimage to A.</summary>
    /// <param name="a">Size of A.</param>
    /// <param name="b">Size of B.</param>
    public double OverlapFraction(Size a, Size b)
    {
        // B's frame in A is where four linear inequalities of (x, y) hold, once multiplied by w > 0.
        double sign = Math.Sign(M31 * (a.Width - 1) / 2.0 + M32 * (a.Height - 1) / 2.0 + M33);
        if (sign == 0)
            return 0;
        List<Point2d> polygon = [new(-0.5, -0.5), new(a.Width - 0.5, -0.5), new(a.Width - 0.5, a.Height - 0.5), new(-0.5, a.Height - 0.5)];
        polygon = Clip(polygon, sign * M31, sign * M32, sign * M33 - 1e-9 * Math.Abs(M33));
        polygon = Clip(polygon, sign * (M11 + 0.5 * M31), sign * (M12 + 0.5 * M32), sign * (M13 + 0.5 * M33));
        polygon = Clip(polygon, sign * (M21 + 0.5 * M31), sign * (M22 + 0.5 * M32), sign * (M23 + 0.5 * M33));
        double right = b.Width - 0.5, bottom = b.Height - 0.5;
        polygon = Clip(polygon, sign * (right * M31 - M11), sign * (right * M32 - M12), sign * (right * M33 - M13));
        polygon = Clip(polygon, sign * (bottom * M31 - M21), sign * (bottom * M32 - M22), sign * (bottom * M33 - M23));
        return polygon.Count < 3 ? 0 : Math.Clamp(Area(polygon) / ((double)a.Width * a.Height), 0, 1);
    }

    internal static Point2d[] Corners(Size size) =>
        [new(0, 0), new(size.Width - 1, 0), new(size.Width - 1, size.Height - 1), new(0, size.Height - 1)];

    private static HomographyValidity Degenerate(string evidence) => new(false, ReasonCode.DegenerateGeometry, evidence);

    private static double Area(IReadOnlyList<Point2d> polygon)
    {
        double twice = 0;
        for (int i = 0; i < polygon.Count; i++)
        {
            Point2d p = polygon[i], q = polygon[(i + 1) % polygon.Count];
            twice += p.X * q.Y - q.X * p.Y;
        }
        return Math.Abs(twice) / 2;
    }

    /// <summary>Keeps the part of a polygon where px + qy + r ≥ 0 (Sutherland and Hodgman, 1974).</summary>
    private static List<Point2d> Clip(List<Point2d> polygon, double p, double q, double r)
    {
        var kept = new List<Point2d>(polygon.Count + 1);
        for (int i = 0; i < polygon.Count; i++)
        {
            Point2d from = polygon[i], to = polygon[(i + 1) % polygon.Count];
            double f = p * from.X + q * from.Y + r, t = p * to.X + q * to.Y + r;
            if (f >= 0)
                kept.Add(from);
            if (f >= 0 != t >= 0)
            {
                double s = f / (f - t);
                kept.Add(new Point2d(from.X + s * (to.X - from.X), from.Y + s * (to.Y - from.Y)));
            }
        }
        return kept;
    }
}
