using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// A camera motion that explains a homography of a plane: X_B = R X_A + t, and nᵀX_A = d on the plane, so that
/// K_B⁻¹ H K_A ~ R + (t/d) nᵀ.
/// </summary>
/// <param name="Rotation">R, row-major, of determinant 1.</param>
/// <param name="Translation">t/d: in units of the distance from camera A to the plane.</param>
/// <param name="Normal">n, a unit vector in A's camera frame (x right, y down, z ahead); not finite where t = 0.</param>
public sealed record PlaneMotion(double[] Rotation, Point3d Translation, Point3d Normal)
{
    /// <summary>Whether the plane is ahead of camera A in the direction of a pixel.</summary>
    public bool Sees(CameraIntrinsics cameraA, Point2d pixel)
    {
        Point3d ray = cameraA.Ray(pixel);
        return Normal.X * ray.X + Normal.Y * ray.Y + Normal.Z * ray.Z > 0;
    }

    /// <summary>Angle of the rotation in radians, 0 to π.</summary>
    public double Angle
    {
        get
        {
            double x = Rotation[7] - Rotation[5], y = Rotation[2] - Rotation[6], z = Rotation[3] - Rotation[1];
            return Math.Atan2(Math.Sqrt(x * x + y * y + z * z), Rotation[0] + Rotation[4] + Rotation[8] - 1);
        }
    }
}
