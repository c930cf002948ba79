using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// Finds the lens that all views share, with their poses: for each value of its one parameter matches are moved to where a
/// pinhole would see them and the poses adjusted to these; the parameter is the one that leaves least.
/// </summary>
/// <param name="sizes">Sizes of the reduced views.</param>
/// <param name="tracks">Matches in their pixels.</param>
/// <param name="walk">The spanning tree from its centre outward.</param>
/// <param name="center">The view that stays where it is.</param>
/// <param name="cancellation">Checked between steps.</param>
internal sealed class LensSearch(
    IReadOnlyList<Size> sizes, IReadOnlyList<Track> tracks, IReadOnlyList<(int View, int Parent, Track? Track)> walk, int center, CancellationToken cancellation)
{
    private const int Iterations = 25;
    private const int Refinements = 7;

    /// <summary>A belief in a focal length that nothing moves.</summary>
    private const double Fixed = 1000;

    /// <summary>Beyond this angle a pinhole would see a place of a fisheye too far out to compare distances.</summary>
    private const double WidestAngle = 72 * Math.PI / 180;

    private static readonly double[] Lambdas = [-0.5, -0.35, -0.22, -0.12, -0.05, 0.05, 0.12];

    /// <summary>Diagonal fields of fisheyes, degrees.</summary>
    private static readonly double[] Fields = [100, 115, 130, 145, 160, 175, 190, 210, 235];

    /// <summary>Poses whose lens has radial distortion.</summary>
    /// <param name="start">Poses of pinholes.</param>
    /// <param name="beliefs">What is thought of their focal lengths.</param>
    public Pose[] Radial(Pose[] start, IReadOnlyList<FocalBelief> beliefs) => Best(Lambdas, lambda =>
    {
        var lens = new Lens(LensKind.Radial, lambda);
        return [.. GlobalAdjuster.Adjust(start, Straight(lens, null), center, Iterations, cancellation, beliefs).Poses.Select(p => p with { Lens = lens })];
    });

    /// <summary>Poses of fisheyes; all have one focal length for the size of their image.</summary>
    /// <param name="circle">Radius of the image circle in half diagonals; 0 where images are full.</param>
    public Pose[] Fisheye(double circle) => Best([.. Fields.Select(d => Math.Log(360 / (d * Math.PI)))], log =>
    {
        FocalBelief[] beliefs = [.. sizes.Select(s => new FocalBelief(Math.Exp(log) * Half(s), Fixed))];
        var lens = new Lens(LensKind.Fisheye, 0, circle);
        Dictionary<Track, Track> straight = tracks.Zip(Straight(lens, beliefs)).ToDictionary(p => p.First, p => p.Second);
        double relative = beliefs[0].Focal / Math.Max(sizes[0].Width, sizes[0].Height);
        Pose[] start = RotatingStart.Chain(sizes, [.. walk.Select(s => (s.View, s.Parent, s.Track is null ? null : straight[s.Track]))], relative).Poses;
        Pose[] poses = GlobalAdjuster.Adjust(start, [.. straight.Values], center, Iterations, cancellation, beliefs).Poses;
        return [.. poses.Select((p, i) => p with { Focal = beliefs[i].Focal, Lens = lens })];
    });

    /// <summary>The best poses over a row of a parameter's values, then between the best value's neighbours by bisection of the larger gap.</summary>
    private Pose[] Best(double[] row, Func<double, Pose[]> poses)
    {
        var tried = new SortedList<double, (Pose[] Poses, double Error)>();
        foreach (double value in row)
            Try(value);
        for (int k = 0; k < Refinements; k++)
        {
            int best = tried.Values.Select((t, i) => (t.Error, i)).Min().i;
            double below = best > 0 ? tried.Keys[best] - tried.Keys[best - 1] : 0, above = best + 1 < tried.Count ? tried.Keys[best + 1] - tried.Keys[best] : 0;
            Try(below > above ? tried.Keys[best] - below / 2 : tried.Keys[best] + above / 2);
        }
        return tried.Values.MinBy(t => t.Error).Poses;

        void Try(double value)
        {
            Pose[] found = poses(value);
            // The mean of bounded errors: finer than a median between values that are near one another.
            double error = PoseFit.Errors(found, tracks).SelectMany(e => e).Select(e => Math.Min(e, 10)).Average();
            tried[value] = (found, double.IsNaN(error) ? double.PositiveInfinity : error);
        }
    }

    /// <summary>The matches as a pinhole would see them.</summary>
    private Track[] Straight(Lens lens, FocalBelief[]? focals) => [.. tracks.Select(t =>
    {
        (Point2d A, Point2d B)[] kept = [.. t.PointsA.Zip(t.PointsB).Select(p => (Straight(lens, p.First, t.A, focals), Straight(lens, p.Second, t.B, focals)))
            .Where(p => double.IsFinite(p.Item1.X + p.Item2.X))];
        return new Track(t.A, t.B, [.. kept.Select(p => p.A)], [.. kept.Select(p => p.B)]);
    })];

    private Point2d Straight(Lens lens, Point2d p, int view, FocalBelief[]? focals)
    {
        Size size = sizes[view];
        double cx = (size.Width - 1) / 2.0, cy = (size.Height - 1) / 2.0, focal = focals?[view].Focal ?? 1;
        // Of radial distortion the direction in units of the focal length does not depend on it.
        Point3d ray = lens.Ray(new Point2d(p.X - cx, p.Y - cy), focal, Half(size));
        return ray.Z > Math.Cos(WidestAngle) * Math.Sqrt(ray.X * ray.X + ray.Y * ray.Y + ray.Z * ray.Z) || (lens.Kind == LensKind.Radial && ray.Z > 0)
            ? new Point2d(cx + focal * ray.X / ray.Z, cy + focal * ray.Y / ray.Z)
            : new Point2d(double.NaN, double.NaN);
    }

    private static double Half(Size size) => Math.Sqrt((double)size.Width * size.Width + (double)size.Height * size.Height) / 2;
}
