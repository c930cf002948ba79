using System.Numerics;
using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment.Fusion;

/// <summary>
/// The planes of a scene: homographies fitted one after the other to the trusted vectors of a dense flow that no earlier one
/// explains (sequential RANSAC: Torr, Phil. Trans. R. Soc. A 356, 1998). A plane goes on where flow ends: behind what covers it
/// and beyond the frame.
/// </summary>
internal static class ScenePlanes
{
    private const int Most = 4;
    private const int Stride = 6;
    private const float Trusted = 0.5f;
    private const double Near = 1.5;
    private const double Explained = 2;
    private const int FewestVectors = 40;
    private const double LeastShare = 0.01;

    /// <summary>Planes with the share of the grid that follows each; the given one first, whatever its share.</summary>
    /// <param name="flow">A to B.</param>
    /// <param name="confidence">Of each vector.</param>
    /// <param name="first">The homography that is known.</param>
    /// <param name="seed">Of the estimator.</param>
    public static IReadOnlyList<(Homography Plane, double Support)> Find(FlowField flow, ScalarMap confidence, in Homography first, int seed)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(confidence);
        (PointMatch[] vectors, int places) = Sample(flow, confidence);
        double fewest = Math.Max(FewestVectors, LeastShare * places);
        var planes = new List<(Homography, double)> { (first, Share(first, vectors, places)) };
        PointMatch[] left = Beyond(first, vectors);
        var options = new RobustOptions { Threshold = Near, MaxIterations = 2000, Confidence = 0.999, Seed = seed };
        while (planes.Count < Most && left.Length >= fewest)
        {
            RobustModel? model = RobustHomography.Estimate(left, options);
            if (model is null || RobustHomography.Inliers(model.Homography, left, Near).Length < fewest)
                break;
            planes.Add((model.Homography, Share(model.Homography, vectors, places)));
            left = Beyond(model.Homography, left);
        }
        return planes;
    }

    private static (PointMatch[] Vectors, int Places) Sample(FlowField flow, ScalarMap confidence)
    {
        var vectors = new List<PointMatch>();
        int places = 0;
        for (int y = Stride / 2; y < flow.Height; y += Stride)
        {
            for (int x = Stride / 2; x < flow.Width; x += Stride)
            {
                places++;
                Vector2 f = flow[x, y];
                if (confidence[x, y] >= Trusted && float.IsFinite(f.X) && float.IsFinite(f.Y))
                    vectors.Add(new PointMatch(new Point2d(x, y), new Point2d(x + f.X, y + f.Y), 1));
            }
        }
        return ([.. vectors], places);
    }

    private static double Share(in Homography h, PointMatch[] vectors, int places) => (double)RobustHomography.Inliers(h, vectors, Near).Length / places;

    private static PointMatch[] Beyond(in Homography h, PointMatch[] vectors)
    {
        Homography plane = h;
        return [.. vectors.Where(v => !(HomographyErrors.Transfer(plane, v) < Explained))];
    }
}
