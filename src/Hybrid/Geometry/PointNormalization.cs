using OpenCvSharp;

namespace Hybrid.Geometry;

/// <summary>
/// The similarity that moves the centroid of points to the origin and their mean distance from it to √2, without
/// which linear estimation is ill-conditioned (Hartley 1997, In defense of the eight-point algorithm).
/// </summary>
internal readonly record struct PointNormalization(double CentreX, double CentreY, double Scale)
{
    /// <summary>As a homography from pixels to normalised coordinates.</summary>
    public Homography Forward => new(Scale, 0, -Scale * CentreX, 0, Scale, -Scale * CentreY, 0, 0, 1);

    /// <summary>As a homography from normalised coordinates to pixels.</summary>
    public Homography Backward => new(1 / Scale, 0, CentreX, 0, 1 / Scale, CentreY, 0, 0, 1);

    /// <summary>Normalises one point.</summary>
    public Point2d Apply(Point2d p) => new(Scale * (p.X - CentreX), Scale * (p.Y - CentreY));

    /// <summary>Of the points of A (or of B) with positive weight; null where they all coincide.</summary>
    public static PointNormalization? Of(ReadOnlySpan<PointMatch> matches, ReadOnlySpan<double> weights, bool ofA)
    {
        double x = 0, y = 0, total = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            double weight = MatchWeights.At(weights, i);
            Point2d p = ofA ? matches[i].A : matches[i].B;
            x += weight * p.X;
            y += weight * p.Y;
            total += weight;
        }
        if (!(total > 0) || !double.IsFinite(x) || !double.IsFinite(y))
            return null;
        x /= total;
        y /= total;
        double distance = 0;
        for (int i = 0; i < matches.Length; i++)
            distance += MatchWeights.At(weights, i) * (ofA ? matches[i].A : matches[i].B).DistanceTo(new Point2d(x, y));
        distance /= total;
        return distance > 1e-12 * (1 + Math.Abs(x) + Math.Abs(y)) ? new(x, y, Math.Sqrt(2) / distance) : null;
    }
}
