using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Point3d(double X, double Y, double Z)
{
    public double X = X;
    public double Y = Y;
    public double Z = Z;

    public static implicit operator Vec3d(Point3d point) => new(point.X, point.Y, point.Z);
    public static implicit operator Point3d(Vec3d vec) => new(vec.Item0, vec.Item1, vec.Item2);

    public static Point3d operator +(Point3d pt) => pt;
    public static Point3d operator -(Point3d pt) => new(-pt.X, -pt.Y, -pt.Z);
    public static Point3d operator +(Point3d p1, Point3d p2) => new(p1.X + p2.X, p1.Y + p2.Y, p1.Z + p2.Z);
    public static Point3d operator -(Point3d p1, Point3d p2) => new(p1.X - p2.X, p1.Y - p2.Y, p1.Z - p2.Z);
    public static Point3d operator *(Point3d pt, double scale) => new(pt.X * scale, pt.Y * scale, pt.Z * scale);

    public readonly Point3d Plus() => this;
    public readonly Point3d Negate() => -this;
    public readonly Point3d Add(Point3d p) => this + p;
    public readonly Point3d Subtract(Point3d p) => this - p;
    public readonly Point3d Multiply(double scale) => this * scale;
}
