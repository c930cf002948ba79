using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Point2d(double X, double Y)
{
    public double X = X;
    public double Y = Y;

    public static implicit operator Vec2d(Point2d point) => new(point.X, point.Y);
    public static implicit operator Point2d(Vec2d vec) => new(vec.Item0, vec.Item1);

    public static explicit operator Point(Point2d self) => self.ToPoint();
    public static implicit operator Point2d(Point point) => new(point.X, point.Y);
    public readonly Point ToPoint() => new((int)X, (int)Y);
    public static Point2d FromPoint(Point pt) => new(pt.X, pt.Y);

    public static Point2d operator +(Point2d pt) => pt;
    public static Point2d operator -(Point2d pt) => new(-pt.X, -pt.Y);
    public static Point2d operator +(Point2d p1, Point2d p2) => new(p1.X + p2.X, p1.Y + p2.Y);
    public static Point2d operator -(Point2d p1, Point2d p2) => new(p1.X - p2.X, p1.Y - p2.Y);
    public static Point2d operator *(Point2d pt, double scale) => new(pt.X * scale, pt.Y * scale);

    public readonly Point2d Plus() => this;
    public readonly Point2d Negate() => -this;
    public readonly Point2d Add(Point2d p) => this + p;
    public readonly Point2d Subtract(Point2d p) => this - p;
    public readonly Point2d Multiply(double scale) => this * scale;

    public static double Distance(Point2d p1, Point2d p2) => p1.DistanceTo(p2);
    public readonly double DistanceTo(Point2d p) => Math.Sqrt((X - p.X) * (X - p.X) + (Y - p.Y) * (Y - p.Y));
    public static double DotProduct(Point2d p1, Point2d p2) => p1.DotProduct(p2);
    public readonly double DotProduct(Point2d p) => X * p.X + Y * p.Y;
    public static double CrossProduct(Point2d p1, Point2d p2) => p1.CrossProduct(p2);
    public readonly double CrossProduct(Point2d p) => X * p.Y - p.X * Y;
}
