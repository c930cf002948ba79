using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Point3i(int X, int Y, int Z)
{
    public int X = X;
    public int Y = Y;
    public int Z = Z;

    public static implicit operator Vec3i(Point3i point) => new(point.X, point.Y, point.Z);
    public static implicit operator Point3i(Vec3i vec) => new(vec.Item0, vec.Item1, vec.Item2);

    public static Point3i operator +(Point3i pt) => pt;
    public static Point3i operator -(Point3i pt) => new(-pt.X, -pt.Y, -pt.Z);
    public static Point3i operator +(Point3i p1, Point3i p2) => new(p1.X + p2.X, p1.Y + p2.Y, p1.Z + p2.Z);
    public static Point3i operator -(Point3i p1, Point3i p2) => new(p1.X - p2.X, p1.Y - p2.Y, p1.Z - p2.Z);
    public static Point3i operator *(Point3i pt, double scale) => new((int)(pt.X * scale), (int)(pt.Y * scale), (int)(pt.Z * scale));

    public readonly Point3i Plus() => this;
    public readonly Point3i Negate() => -this;
    public readonly Point3i Add(Point3i p) => this + p;
    public readonly Point3i Subtract(Point3i p) => this - p;
    public readonly Point3i Multiply(double scale) => this * scale;
}
