using Hybrid.Geometry;
using Hybrid.Native;
using Hybrid.Native.Stitching;
using MathNet.Numerics.LinearAlgebra;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Turns the world of rotating cameras so that the horizon is level and the middle of the panorama is in front.</summary>
internal static class Upright
{
    /// <summary>The turned poses.</summary>
    /// <param name="poses">Rotating cameras.</param>
    /// <param name="views">Their views, for their sizes.</param>
    /// <param name="kind">The surface: an open one is centred in both directions, a closed one in longitude only.</param>
    /// <param name="straighten">Whether the horizon is levelled from the cameras' own up directions.</param>
    public static Pose[] Turn(Pose[] poses, View[] views, SurfaceKind kind, bool straighten)
    {
        Pose[] turned = poses;
        if (straighten && NativeBackend.IsAvailable)
        {
            CameraParameters[] cameras = [.. poses.Select(p => new CameraParameters { Focal = p.Focal, Ppx = p.Cx, Ppy = p.Cy, R = p.Matrix.ToRowMajor() })];
            cameras = CameraEstimator.Straighten(WaveCorrection.Horizontal, cameras);
            Pose[] straight = [.. poses.Select((p, i) => p with { Matrix = Clean(cameras[i].R) })];
            if (straight.All(p => double.IsFinite(p.Matrix.M11)))
                turned = straight;
        }
        Point3d sum = default;
        for (int i = 0; i < turned.Length; i++)
        {
            Point3d ray = Rotation.Apply(turned[i].ToWorld, new Point3d((views[i].Size.Width - 1) / 2.0, (views[i].Size.Height - 1) / 2.0, 1));
            double length = Math.Sqrt(ray.X * ray.X + ray.Y * ray.Y + ray.Z * ray.Z);
            sum = new Point3d(sum.X + ray.X / length, sum.Y + ray.Y / length, sum.Z + ray.Z / length);
        }
        bool open = kind is SurfaceKind.Plane or SurfaceKind.Stereographic;
        double level = Math.Sqrt(sum.X * sum.X + sum.Z * sum.Z);
        if (level < 1e-3 * turned.Length)
            return turned;
        Homography turn = Rotation.FromVector(0, -Math.Atan2(sum.X, sum.Z), 0);
        if (open || !straighten)
            turn = Rotation.FromVector(Math.Atan2(sum.Y, level), 0, 0) * turn;
        return [.. turned.Select(p => p.Turned(turn))];
    }

    // OpenCV keeps rotations in single precision.
    private static Homography Clean(double[] r) =>
        Array.TrueForAll(r, double.IsFinite) ? Rotation.Nearest(Matrix<double>.Build.DenseOfRowMajor(3, 3, r)) : new Homography(double.NaN, 0, 0, 0, 0, 0, 0, 0, 0);
}
