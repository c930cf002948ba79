using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// How a lens departs from a pinhole; lengths are in half diagonals of the image, so that one lens serves it in any size.
/// The default is a pinhole.
/// </summary>
/// <remarks>
/// Radial distortion by the division model of Fitzgibbon, Simultaneous linear estimation of multiple view geometry and lens
/// distortion, CVPR 2001: undistorted radius = r / (1 + λ r²). A fisheye is taken as equidistant: r = f · angle.
/// </remarks>
/// <param name="Kind">The model.</param>
/// <param name="Lambda">λ of radial distortion; below 0 for a barrel.</param>
/// <param name="Circle">Radius of the image circle of a fisheye; 0 where the image is full.</param>
internal readonly record struct Lens(LensKind Kind, double Lambda = 0, double Circle = 0)
{
    /// <summary>The direction that a place shows, x right, y down, z forward; of any length.</summary>
    /// <param name="p">Pixels from the image's middle.</param>
    /// <param name="focal">Focal length, pixels.</param>
    /// <param name="half">Half the image's diagonal, pixels.</param>
    public Point3d Ray(Point2d p, double focal, double half)
    {
        double square = p.X * p.X + p.Y * p.Y;
        if (Kind == LensKind.Radial)
            return new Point3d(p.X, p.Y, focal * (1 + Lambda * square / (half * half)));
        if (Kind == LensKind.Pinhole || square < 1e-12)
            return new Point3d(p.X, p.Y, focal);
        double r = Math.Sqrt(square);
        (double sin, double cos) = Math.SinCos(r / focal);
        return new Point3d(p.X / r * sin, p.Y / r * sin, cos);
    }

    /// <summary>Where a direction is seen, pixels from the image's middle; NaN where it is not.</summary>
    /// <param name="ray">Direction in the camera's frame.</param>
    /// <param name="focal">Focal length, pixels.</param>
    /// <param name="half">Half the image's diagonal, pixels.</param>
    public Point2d Place(Point3d ray, double focal, double half)
    {
        double across = Math.Sqrt(ray.X * ray.X + ray.Y * ray.Y);
        if (Kind == LensKind.Fisheye)
        {
            double radius = focal * Math.Atan2(across, ray.Z);
            // Straight behind is everywhere on the rim.
            if (across < 1e-12 || (Circle > 0 && radius > Circle * half))
                return across < 1e-12 && ray.Z > 0 ? default : new Point2d(double.NaN, double.NaN);
            return new Point2d(ray.X / across * radius, ray.Y / across * radius);
        }
        if (!(ray.Z > 1e-9 * across))
            return new Point2d(double.NaN, double.NaN);
        Point2d ideal = new(focal * ray.X / ray.Z, focal * ray.Y / ray.Z);
        if (Kind == LensKind.Pinhole)
            return ideal;
        // r of undistorted radius u is the root of λ u r² − r + u = 0 that is u for λ = 0.
        double root = 1 - 4 * Lambda * (ideal.X * ideal.X + ideal.Y * ideal.Y) / (half * half);
        double scale = root >= 0 ? 2 / (1 + Math.Sqrt(root)) : double.NaN;
        return new Point2d(ideal.X * scale, ideal.Y * scale);
    }
}
