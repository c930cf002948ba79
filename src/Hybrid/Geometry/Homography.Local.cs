using OpenCvSharp;

namespace Hybrid.Geometry;

public readonly partial record struct Homography
{
    /// <summary>The Jacobian of the map at a point of A: local scale, rotation, tilt and change of area.</summary>
    public LocalAffine LocalAt(Point2d p)
    {
        double w = Depth(p);
        Point2d q = Apply(p);
        return new(
            (M11 - q.X * M31) / w, (M12 - q.X * M32) / w,
            (M21 - q.Y * M31) / w, (M22 - q.Y * M32) / w);
    }

    /// <summary>The affine map that agrees with this one to first order at a point of A.</summary>
    public Homography NearestAffineAt(Point2d p)
    {
        LocalAffine j = LocalAt(p);
        Point2d q = Apply(p);
        return new(
            j.J11, j.J12, q.X - j.J11 * p.X - j.J12 * p.Y,
            j.J21, j.J22, q.Y - j.J21 * p.X - j.J22 * p.Y,
            0, 0, 1);
    }
}
