using System.Runtime.InteropServices;

namespace OpenCvSharp;

[StructLayout(LayoutKind.Sequential)]
public record struct Point3f(float X, float Y, float Z)
{
    public float X = X;
    public float Y = Y;
    public float Z = Z;

    public static implicit operator Vec3f(Point3f point) => new(point.X, point.Y, point.Z);
    public static implicit operator Point3f(Vec3f vec) => new(vec.Item0, vec.Item1, vec.Item2);

    public static Point3f operator +(Point3f pt) => pt;
    public static Point3f operator -(Point3f pt) => new(-pt.X, -pt.Y, -pt.Z);
    public static Point3f operator +(Point3f p1, Point3f p2) => new(p1.X + p2.X, p1.Y + p2.Y, p1.Z + p2.Z);
    public static Point3f operator -(Point3f p1, Point3f p2) => new(p1.X - p2.X, p1.Y - p2.Y, p1.Z - p2.Z);
    public static Point3f operator *(Point3f pt, double scale) => new((float)(pt.X * scale), (float)(pt.Y * scale), (float)(pt.Z * scale));

    public readonly Point3f Plus() => this;
    public readonly Point3f Negate() => -this;
    public readonly Point3f Add(Point3f p) => this + p;
    public readonly Point3f Subtract(Point3f p) => this - p;
    public readonly Point3f Multiply(double scale) => this * scale;
}
