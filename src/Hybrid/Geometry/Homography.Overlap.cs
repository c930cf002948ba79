using OpenCvSharp;

namespace Hybrid.Geometry;

public readonly partial record struct Homography
{
    private const int MostOverlapVertices = 8;

    /// <summary>
    /// Fraction of A's pixel area that lands in B, 0..1. A pixel covers half a unit around its centre. Exact: the
    /// overlap is a convex polygon also where the horizon crosses A. Points beyond the horizon as seen from A's
    /// centre do not count. 0 for a map that is not finite.
    /// </summary>
    /// <param name="a">Size of A.</param>
    /// <param name="b">Size of B.</param>
    public double OverlapFraction(Size a, Size b)
    {
        if (a.Width <= 0 || a.Height <= 0)
            return 0;
        Span<Point2d> polygon = stackalloc Point2d[MostOverlapVertices];
        int count = OverlapPolygon(a, b, polygon);
        double fraction = Math.Abs(ConvexPolygon.SignedArea(polygon[..count])) / ((double)a.Width * a.Height);
        return double.IsFinite(fraction) ? Math.Min(fraction, 1) : 0;
    }

    /// <summary>The part of A that lands in B, as a convex polygon in A's pixels; empty where there is none.</summary>
    /// <param name="a">Size of A.</param>
    /// <param name="b">Size of B.</param>
    public Point2d[] OverlapPolygon(Size a, Size b)
    {
        Span<Point2d> polygon = stackalloc Point2d[MostOverlapVertices];
        int count = OverlapPolygon(a, b, polygon);
        return count < 3 ? [] : polygon[..count].ToArray();
    }

    /// <summary>w at a point: positive in front of the horizon, once the sign of the matrix has been settled.</summary>
    internal double Depth(Point2d p) => M31 * p.X + M32 * p.Y + M33;

    private int OverlapPolygon(Size a, Size b, Span<Point2d> polygon)
    {
        if (a.Width <= 0 || a.Height <= 0 || b.Width <= 0 || b.Height <= 0)
            return 0;
        Span<Point2d> other = stackalloc Point2d[MostOverlapVertices];
        ConvexPolygon.Frame(a, polygon);
        // u ≥ −0.5 with u = U / w is U + 0.5 w ≥ 0, linear in A. Left and right side together imply w ≥ 0, so the
        // horizon needs no clipping of its own; only the sign of the matrix has to make w positive in front.
        double s = Depth(new Point2d((a.Width - 1) / 2.0, (a.Height - 1) / 2.0)) < 0 ? -1 : 1;
        double right = b.Width - 0.5, bottom = b.Height - 0.5;
        int n = 4;
        n = ConvexPolygon.ClipHalfPlane(polygon[..n], s * (M11 + 0.5 * M31), s * (M12 + 0.5 * M32), s * (M13 + 0.5 * M33), other);
        n = ConvexPolygon.ClipHalfPlane(other[..n], s * (right * M31 - M11), s * (right * M32 - M12), s * (right * M33 - M13), polygon);
        n = ConvexPolygon.ClipHalfPlane(polygon[..n], s * (M21 + 0.5 * M31), s * (M22 + 0.5 * M32), s * (M23 + 0.5 * M33), other);
        return ConvexPolygon.ClipHalfPlane(other[..n], s * (bottom * M31 - M21), s * (bottom * M32 - M22), s * (bottom * M33 - M23), polygon);
    }
}
