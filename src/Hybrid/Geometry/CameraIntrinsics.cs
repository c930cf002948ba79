using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>A pinhole camera without skew or distortion.</summary>
/// <param name="Fx">Focal length in pixels, horizontally.</param>
/// <param name="Fy">Focal length in pixels, vertically.</param>
/// <param name="Cx">Principal point, pixels.</param>
/// <param name="Cy">Principal point, pixels.</param>
public readonly record struct CameraIntrinsics(double Fx, double Fy, double Cx, double Cy)
{
    /// <summary>K: from rays (x, y, 1) to pixels.</summary>
    public Homography ToPixels => new(Fx, 0, Cx, 0, Fy, Cy, 0, 0, 1);

    /// <summary>K⁻¹: from pixels to rays.</summary>
    public Homography ToRays => new(1 / Fx, 0, -Cx / Fx, 0, 1 / Fy, -Cy / Fy, 0, 0, 1);

    /// <summary>The direction (x, y, 1) in which a pixel looks.</summary>
    public Point3d Ray(Point2d pixel) => new((pixel.X - Cx) / Fx, (pixel.Y - Cy) / Fy, 1);
}
