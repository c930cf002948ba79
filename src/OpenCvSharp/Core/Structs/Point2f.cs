using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Point2f(float X, float Y)
{
    public float X = X;
    public float Y = Y;

    public Point2f(double x, double y)
        : this((float)x, (float)y)
    {
    }

    public static implicit operator Vec2f(Point2f point) => new(point.X, point.Y);
    public static implicit operator Point2f(Vec2f vec) => new(vec.Item0, vec.Item1);

    public static explicit operator Point(Point2f self) => self.ToPoint();
    public static implicit operator Point2f(Point point) => new(point.X, point.Y);
    public readonly Point ToPoint() => new((int)X, (int)Y);
    public static Point2f FromPoint(Point pt) => new(pt.X, pt.Y);

    public static Point2f operator +(Point2f pt) => pt;
    public static Point2f operator -(Point2f pt) => new(-pt.X, -pt.Y);
    public static Point2f operator +(Point2f p1, Point2f p2) => new(p1.X + p2.X, p1.Y + p2.Y);
    public static Point2f operator -(Point2f p1, Point2f p2) => new(p1.X - p2.X, p1.Y - p2.Y);
    public static Point2f operator *(Point2f pt, double scale) => new((float)(pt.X * scale), (float)(pt.Y * scale));

    public readonly Point2f Plus() => this;
    public readonly Point2f Negate() => -this;
    public readonly Point2f Add(Point2f p) => this + p;
    public readonly Point2f Subtract(Point2f p) => this - p;
    public readonly Point2f Multiply(double scale) => this * scale;

    public static double Distance(Point2f p1, Point2f p2) => p1.DistanceTo(p2);

    public readonly double DistanceTo(Point2f p)
    {
        var (dx, dy) = ((double)X - p.X, (double)Y - p.Y);
        return Math.Sqrt(dx * dx + dy * dy);
    }

    public static double DotProduct(Point2f p1, Point2f p2) => p1.DotProduct(p2);
    public readonly double DotProduct(Point2f p) => (double)X * p.X + (double)Y * p.Y;
    public static double CrossProduct(Point2f p1, Point2f p2) => p1.CrossProduct(p2);
    public readonly double CrossProduct(Point2f p) => (double)X * p.Y - (double)p.X * Y;
}
