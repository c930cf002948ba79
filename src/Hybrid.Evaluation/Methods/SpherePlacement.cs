using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Methods;

/// <summary>
/// An image of a turned camera on OpenCV's sphere: x is <see cref="Scale"/> times the longitude, y the latitude counted
/// downward from the equator's row.
/// </summary>
/// <param name="Focal">Focal length of the image, pixels.</param>
/// <param name="Center">Its principal point.</param>
/// <param name="Rotation">From the camera's directions (x right, y down, z forward) to the panorama's.</param>
/// <param name="Scale">Pixels of the panorama a radian.</param>
/// <param name="Equator">The panorama's row at latitude 0.</param>
/// <param name="Width">The panorama's width: of all repetitions of a place that nearest to its middle is meant.</param>
internal sealed record SpherePlacement(double Focal, Point2d Center, Homography Rotation, double Scale, double Equator, double Width) : ImagePlacement
{
    /// <inheritdoc />
    public override Point2d ToPanorama(Point2d pixel)
    {
        double x = (pixel.X - Center.X) / Focal, y = (pixel.Y - Center.Y) / Focal;
        double u = Rotation.M11 * x + Rotation.M12 * y + Rotation.M13, v = Rotation.M21 * x + Rotation.M22 * y + Rotation.M23, w = Rotation.M31 * x + Rotation.M32 * y + Rotation.M33;
        double along = Scale * Math.Atan2(u, w), period = 2 * Math.PI * Scale;
        along -= period * Math.Round((along - Width / 2) / period);
        return new Point2d(along, Equator + Scale * Math.Atan2(v, Math.Sqrt(u * u + w * w)));
    }

    /// <inheritdoc />
    public override Point2d FromPanorama(Point2d place)
    {
        Point3d d = Direction(place, Scale, Equator);
        double z = Rotation.M13 * d.X + Rotation.M23 * d.Y + Rotation.M33 * d.Z;
        if (z <= 0)
            return new Point2d(double.NaN, double.NaN);
        return new Point2d(
            Center.X + Focal * (Rotation.M11 * d.X + Rotation.M21 * d.Y + Rotation.M31 * d.Z) / z,
            Center.Y + Focal * (Rotation.M12 * d.X + Rotation.M22 * d.Y + Rotation.M32 * d.Z) / z);
    }

    /// <summary>The unit vector to a place of the panorama.</summary>
    public static Point3d Direction(Point2d place, double scale, double equator)
    {
        (double sin, double cos) = Math.SinCos(place.X / scale);
        (double down, double level) = Math.SinCos((place.Y - equator) / scale);
        return new Point3d(sin * level, down, cos * level);
    }
}
