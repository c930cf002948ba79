using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>Convex polygons as vertex lists in order, in pixels.</summary>
internal static class ConvexPolygon
{
    /// <summary>The pixel area of an image: corners at −0.5 and size − 0.5, clockwise on the screen.</summary>
    public static void Frame(Size size, Span<Point2d> corners)
    {
        double right = size.Width - 0.5, bottom = size.Height - 0.5;
        corners[0] = new Point2d(-0.5, -0.5);
        corners[1] = new Point2d(right, -0.5);
        corners[2] = new Point2d(right, bottom);
        corners[3] = new Point2d(-0.5, bottom);
    }

    /// <summary>
    /// Keeps the part where a·x + b·y + c ≥ 0 (Sutherland and Hodgman 1974) and returns its number of vertices, at
    /// most one more than before.
    /// </summary>
    public static int ClipHalfPlane(ReadOnlySpan<Point2d> polygon, double a, double b, double c, Span<Point2d> clipped)
    {
        if (polygon.IsEmpty)
            return 0;
        int count = 0;
        Point2d previous = polygon[^1];
        double before = a * previous.X + b * previous.Y + c;
        foreach (Point2d vertex in polygon)
        {
            double here = a * vertex.X + b * vertex.Y + c;
            if (before >= 0 != here >= 0)
            {
                double t = before / (before - here);
                clipped[count++] = new Point2d(previous.X + t * (vertex.X - previous.X), previous.Y + t * (vertex.Y - previous.Y));
            }
            if (here >= 0)
                clipped[count++] = vertex;
            previous = vertex;
            before = here;
        }
        return count;
    }

    /// <summary>Area, positive where the vertices turn from the x axis towards the y axis.</summary>
    public static double SignedArea(ReadOnlySpan<Point2d> polygon)
    {
        if (polygon.Length < 3)
            return 0;
        double twice = 0;
        // Relative to a vertex: coordinates far from the origin would cancel otherwise.
        Point2d origin = polygon[0];
        for (int i = 1; i + 1 < polygon.Length; i++)
            twice += (polygon[i] - origin).CrossProduct(polygon[i + 1] - origin);
        return twice / 2;
    }

    /// <summary>Whether every corner turns the same way as a positive area does.</summary>
    public static bool IsStrictlyConvex(ReadOnlySpan<Point2d> polygon)
    {
        for (int i = 0; i < polygon.Length; i++)
        {
            Point2d a = polygon[i], b = polygon[(i + 1) % polygon.Length], c = polygon[(i + 2) % polygon.Length];
            if (!((b - a).CrossProduct(c - b) > 0))
                return false;
        }
        return polygon.Length >= 3;
    }

    /// <summary>The smallest distance between two parallel lines that hold the polygon between them.</summary>
    public static double Width(ReadOnlySpan<Point2d> polygon)
    {
        double width = double.PositiveInfinity;
        for (int i = 0; i < polygon.Length; i++)
        {
            Point2d from = polygon[i], edge = polygon[(i + 1) % polygon.Length] - from;
            double length = Math.Sqrt(edge.DotProduct(edge)), farthest = 0;
            if (length == 0)
                continue;
            foreach (Point2d vertex in polygon)
                farthest = Math.Max(farthest, Math.Abs(edge.CrossProduct(vertex - from)) / length);
            width = Math.Min(width, farthest);
        }
        return double.IsFinite(width) ? width : 0;
    }
}
