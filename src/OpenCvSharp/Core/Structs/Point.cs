using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Point(int X, int Y)
{
    public int X = X;
    public int Y = Y;

    public Point(double x, double y)
        : this((int)x, (int)y)
    {
    }

    public static implicit operator Vec2i(Point point) => new(point.X, point.Y);
    public static implicit operator Point(Vec2i vec) => new(vec.Item0, vec.Item1);

    public static Point operator +(Point pt) => pt;
    public static Point operator -(Point pt) => new(-pt.X, -pt.Y);
    public static Point operator +(Point p1, Point p2) => new(p1.X + p2.X, p1.Y + p2.Y);
    public static Point operator -(Point p1, Point p2) => new(p1.X - p2.X, p1.Y - p2.Y);
    public static Point operator *(Point pt, double scale) => new((int)(pt.X * scale), (int)(pt.Y * scale));

    public readonly Point Plus() => this;
    public readonly Point Negate() => -this;
    public readonly Point Add(Point p) => this + p;
    public readonly Point Subtract(Point p) => this - p;
    public readonly Point Multiply(double scale) => this * scale;

    public static double Distance(Point p1, Point p2) => p1.DistanceTo(p2);

    public readonly double DistanceTo(Point p)
    {
        var (dx, dy) = ((double)X - p.X, (double)Y - p.Y);
        return Math.Sqrt(dx * dx + dy * dy);
    }

    public static double DotProduct(Point p1, Point p2) => p1.DotProduct(p2);
    public readonly double DotProduct(Point p) => (double)X * p.X + (double)Y * p.Y;
    public static double CrossProduct(Point p1, Point p2) => p1.CrossProduct(p2);
    public readonly double CrossProduct(Point p) => (double)X * p.Y - (double)p.X * Y;
}
