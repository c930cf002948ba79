using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>
/// Surfaces that few keypoints show and no dense flow reached, such as a thing that crosses a good part of the frame: affine
/// motions fitted one after the other to the matches of features that no known plane explains (sequential RANSAC). Few
/// matches on a small thing do not determine a homography's perspective.
/// </summary>
internal static class MatchedPlanes
{
    private const int Most = 3;
    private const double Near = 2;
    private const double Explained = 3;

    /// <summary>Three fix the motion; so many more by chance are rare among a few hundred false matches.</summary>
    private const int FewestMatches = 6;

    /// <summary>Motions with the share of the matches that follows each.</summary>
    /// <param name="matches">A to B, false ones among them.</param>
    /// <param name="known">Planes that are proposed already.</param>
    public static IReadOnlyList<(Homography Plane, double Support)> Find(IReadOnlyList<PointMatch> matches, IEnumerable<Homography> known)
    {
        PointMatch[] left = [.. matches.DistinctBy(m => m.A)];
        int all = left.Length;
        foreach (Homography plane in known)
            left = Beyond(plane, left, Explained);
        var planes = new List<(Homography, double)>();
        while (planes.Count < Most && left.Length >= FewestMatches && Fit(left) is { } motion)
        {
            int support = RobustHomography.Inliers(motion, left, Near).Length;
            if (support < FewestMatches)
                break;
            planes.Add((motion, (double)support / all));
            left = Beyond(motion, left, Explained);
        }
        return planes;
    }

    private static Homography? Fit(PointMatch[] matches)
    {
        using Mat from = Mat.FromPixelData(matches.Length, 1, MatType.CV_64FC2, matches.SelectMany(m => new[] { m.A.X, m.A.Y }).ToArray());
        using Mat to = Mat.FromPixelData(matches.Length, 1, MatType.CV_64FC2, matches.SelectMany(m => new[] { m.B.X, m.B.Y }).ToArray());
        using var mask = new Mat();
        using Mat? affine = Cv2.EstimateAffine2D(from, to, mask, RobustEstimationAlgorithms.RANSAC, Near, 2000, 0.99);
        if (affine is null || affine.Empty())
            return null;
        var h = new Homography(
            affine.At<double>(0, 0), affine.At<double>(0, 1), affine.At<double>(0, 2),
            affine.At<double>(1, 0), affine.At<double>(1, 1), affine.At<double>(1, 2), 0, 0, 1);
        return double.IsFinite(h.Determinant) && h.Inverse() is not null ? h : null;
    }

    private static PointMatch[] Beyond(Homography plane, PointMatch[] matches, double distance) =>
        [.. matches.Where(m => !(HomographyErrors.Transfer(plane, m) < distance))];
}
