using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>The line A·x + B·y + C = 0 with A² + B² = 1, in pixels.</summary>
public readonly record struct EpipolarLine(double A, double B, double C)
{
    /// <summary>Distance of a point, pixels, never negative.</summary>
    public double DistanceTo(Point2d p) => Math.Abs(A * p.X + B * p.Y + C);
}
