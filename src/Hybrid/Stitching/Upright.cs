using Hybrid.Geometry;
using Hybrid.Stitching.Cameras;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Turns the world of rotating cameras so that the horizon is level and the middle of the panorama is in front.</summary>
internal static class Upright
{
    /// <summary>The turned poses.</summary>
    /// <param name="poses">Rotating cameras.</param>
    /// <param name="views">Their views, for their sizes.</param>
    /// <param name="kind">The surface: an open one is centred in both directions, a closed one in longitude only.</param>
    /// <param name="straighten">Whether the horizon is levelled from the cameras' own directions.</param>
    public static Pose[] Turn(Pose[] poses, View[] views, SurfaceKind kind, bool straighten)
    {
        Pose[] turned = poses;
        if (straighten)
        {
            Homography level = WaveCorrection.Level([.. poses.Select(p => p.Matrix)]);
            turned = [.. poses.Select(p => p.Turned(level))];
        }
        Point3d sum = default;
        for (int i = 0; i < turned.Length; i++)
        {
            Point3d ray = Rotation.Apply(turned[i].ToWorld, new Point3d((views[i].Size.Width - 1) / 2.0, (views[i].Size.Height - 1) / 2.0, 1));
            double length = Math.Sqrt(ray.X * ray.X + ray.Y * ray.Y + ray.Z * ray.Z);
            sum = new Point3d(sum.X + ray.X / length, sum.Y + ray.Y / length, sum.Z + ray.Z / length);
        }
        bool open = kind is SurfaceKind.Plane or SurfaceKind.Stereographic;
        double across = Math.Sqrt(sum.X * sum.X + sum.Z * sum.Z);
        if (across < 1e-3 * turned.Length)
            return turned;
        Homography turn = Rotation.FromVector(0, -Math.Atan2(sum.X, sum.Z), 0);
        if (open || !straighten)
            turn = Rotation.FromVector(Math.Atan2(sum.Y, across), 0, 0) * turn;
        return [.. turned.Select(p => p.Turned(turn))];
    }
}
