using Hybrid.Geometry;
using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Layout;

/// <summary>Turns the world of rotating cameras so that the surface's axis is the one they turned about and the middle of the panorama is in front.</summary>
internal static class Upright
{
    /// <summary>The turned poses, and by how many quarter turns clockwise the picture of the surface then has to be turned.</summary>
    /// <param name="poses">Rotating cameras.</param>
    /// <param name="views">Their views, for their sizes.</param>
    /// <param name="kind">The surface: an open one is centred in both directions, a closed one in longitude only.</param>
    /// <param name="straighten">Whether the axis is found from the cameras' own directions.</param>
    public static (Pose[] Poses, int QuarterTurns) Turn(Pose[] poses, View[] views, SurfaceKind kind, bool straighten)
    {
        WorldOrientation world = straighten ? WorldOrientation.Find([.. poses.Select(p => p.Matrix)]) : WorldOrientation.AsIs;
        Pose[] turned = [.. poses.Select(p => p.Turned(world.Turn))];
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
            return (turned, world.QuarterTurns);
        Homography turn = Rotation.FromVector(0, -Math.Atan2(sum.X, sum.Z), 0);
        if (open || !straighten)
            turn = Rotation.FromVector(Math.Atan2(sum.Y, across), 0, 0) * turn;
        return ([.. turned.Select(p => p.Turned(turn))], world.QuarterTurns);
    }
}
