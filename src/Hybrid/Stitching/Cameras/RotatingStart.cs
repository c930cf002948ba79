using Hybrid.Geometry;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// A first estimate of rotating cameras that cannot fail: for each of a row of focal lengths, and for what the pairs'
/// homographies ask for, the best rotation of every edge of the spanning tree; and of these the one that explains the
/// matches best.
/// </summary>
internal static class RotatingStart
{
    private const double Shortest = 0.4, Longest = 8;
    private const int Steps = 22;

    /// <summary>Poses for pixels of the reduced views, one a member.</summary>
    /// <param name="sizes">Sizes of the reduced views.</param>
    /// <param name="walk">The spanning tree from its centre outward, by positions among the members; the track of the edge and whether it leads from parent to child.</param>
    /// <param name="focals">Focal lengths of pairs, in longer sides of an image; may be empty.</param>
    /// <param name="beliefs">What is thought of each view's focal length.</param>
    public static Pose[] Estimate(IReadOnlyList<Size> sizes, IReadOnlyList<(int View, int Parent, Track? Track)> walk, IReadOnlyList<double> focals, IReadOnlyList<FocalBelief> beliefs)
    {
        Pose[] best = [];
        double least = double.PositiveInfinity;
        IEnumerable<double> row = Enumerable.Range(0, Steps).Select(step => Shortest * Math.Pow(Longest / Shortest, step / (Steps - 1.0)));
        IEnumerable<double> asked = [PoseFit.Median([.. beliefs.Select((b, i) => b.Focal / Math.Max(sizes[i].Width, sizes[i].Height))])];
        if (focals.Count > 0)
            asked = asked.Append(PoseFit.Median([.. focals]));
        foreach (double relative in row.Concat(asked.Select(f => Math.Clamp(f, Shortest, Longest))))
        {
            (Pose[] poses, double cost) = Chain(sizes, walk, relative);
            cost += poses.Select((p, i) => beliefs[i].Cost(p.Focal)).Sum();
            if (cost < least)
                (best, least) = (poses, cost);
        }
        return best;
    }

    /// <summary>The best rotation of every edge of the spanning tree for one focal length, and what it leaves.</summary>
    internal static (Pose[] Poses, double Cost) Chain(IReadOnlyList<Size> sizes, IReadOnlyList<(int View, int Parent, Track? Track)> walk, double relative)
    {
        var poses = new Pose[sizes.Count];
        double cost = 0;
        foreach ((int view, int parent, Track? track) in walk)
        {
            Size size = sizes[view];
            var pose = new Pose(PoseKind.Rotating, relative * Math.Max(size.Width, size.Height), (size.Width - 1) / 2.0, (size.Height - 1) / 2.0, Homography.Identity);
            if (track is null)
            {
                poses[view] = pose;
                continue;
            }
            (Point2d[] own, Point2d[] other) = track.A == view ? (track.PointsA, track.PointsB) : (track.PointsB, track.PointsA);
            Homography rays = new CameraIntrinsics(pose.Focal, pose.Focal, pose.Cx, pose.Cy).ToRays, world = poses[parent].ToWorld;
            Point3d[] from = [.. own.Select(p => Rotation.Apply(rays, new Point3d(p.X, p.Y, 1)))];
            Point3d[] to = [.. other.Select(p => Rotation.Apply(world, new Point3d(p.X, p.Y, 1)))];
            poses[view] = pose with { Matrix = Rotation.Between(from, to) };
            Homography map = poses[parent].ToPixels!.Value * poses[view].ToWorld;
            for (int k = 0; k < own.Length; k++)
            {
                Point2d p = map.Apply(own[k]);
                double dx = p.X - other[k].X, dy = p.Y - other[k].Y;
                cost += Math.Min(dx * dx + dy * dy, 400);
            }
        }
        return (poses, cost);
    }
}
