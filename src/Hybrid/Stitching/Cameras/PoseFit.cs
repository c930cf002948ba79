using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>Poses of a panorama's views and how well they explain the matches.</summary>
/// <param name="Solver">What found them: <c>rotating</c>, <c>planar</c> or <c>affine</c>.</param>
/// <param name="Poses">One a member, for pixels of the reduced views.</param>
/// <param name="MedianError">Median distance between matches and poses, pixels of the reduced views.</param>
/// <param name="PairErrors">The same, one a track.</param>
internal sealed record PoseFit(string Solver, Pose[] Poses, double MedianError, double[] PairErrors)
{
    /// <summary>Measures poses against the matches.</summary>
    public static PoseFit Of(string solver, Pose[] poses, IReadOnlyList<Track> tracks)
    {
        double[][] errors = Errors(poses, tracks);
        double[] all = [.. errors.SelectMany(e => e)];
        return new PoseFit(solver, poses, Median(all), [.. errors.Select(Median)]);
    }

    /// <summary>Distances between where matches are and where poses and lenses say that they are, pixels of the second view, one list a track.</summary>
    public static double[][] Errors(Pose[] poses, IReadOnlyList<Track> tracks) => poses[0].Lens.Kind == LensKind.Pinhole
        ? GlobalAdjuster.Errors(poses, tracks)
        : [.. tracks.Select(t => t.PointsA.Zip(t.PointsB, (a, b) =>
        {
            Point2d p = poses[t.B].Pixel(poses[t.A].Ray(a.X, a.Y));
            double distance = Math.Sqrt((p.X - b.X) * (p.X - b.X) + (p.Y - b.Y) * (p.Y - b.Y));
            return double.IsNaN(distance) ? double.PositiveInfinity : distance;
        }).ToArray())];

    internal static double Median(double[] values)
    {
        if (values.Length == 0)
            return double.PositiveInfinity;
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
