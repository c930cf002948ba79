using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Datasets;

/// <summary>A camera that turned about its centre.</summary>
/// <param name="Focal">Focal length in pixels.</param>
/// <param name="Cx">Principal point, pixels.</param>
/// <param name="Cy">Principal point, pixels.</param>
/// <param name="Rotation">Camera to world, x right, y down, z forward.</param>
public sealed record TrueCamera(double Focal, double Cx, double Cy, Homography Rotation)
{
    /// <summary>The map from this camera's pixels to another's, for what is far away.</summary>
    public Homography To(TrueCamera other)
    {
        Homography r = other.Rotation;
        var back = new Homography(r.M11, r.M21, r.M31, r.M12, r.M22, r.M32, r.M13, r.M23, r.M33);
        return new CameraIntrinsics(other.Focal, other.Focal, other.Cx, other.Cy).ToPixels * back * Rotation * new CameraIntrinsics(Focal, Focal, Cx, Cy).ToRays;
    }
}
