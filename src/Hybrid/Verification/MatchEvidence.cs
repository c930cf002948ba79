using System.Globalization;
using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>What the matches that a homography was fitted to, and those that were kept back, say of it.</summary>
public sealed record MatchEvidence
{
    private const double Threshold = 4;

    /// <summary>Inliers that the model was fitted to.</summary>
    public required int Inliers { get; init; }

    /// <summary>Share of the fitted matches that are inliers, 0..1.</summary>
    public required double InlierRatio { get; init; }

    /// <summary>Area of the inliers' convex hull over the area of the overlap, both in A, 0..1.</summary>
    public required double Spread { get; init; }

    /// <summary>Matches kept back from the fit that agree with the model.</summary>
    public required int HeldOutAgree { get; init; }

    /// <summary>Matches kept back from the fit.</summary>
    public required int HeldOutTotal { get; init; }

    /// <summary>How many of them agree with the model displaced to where it is certainly wrong: the chance level.</summary>
    public required double HeldOutChance { get; init; }

    /// <summary>One line for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"inliers {Inliers} ({InlierRatio:P0}), spread {Spread:F2}, held out {HeldOutAgree}/{HeldOutTotal} (chance {HeldOutChance:F1})");

    /// <summary>Counts; null where the inliers lie on a line.</summary>
    internal static MatchEvidence? Of(RobustModel model, int fitted, IReadOnlyList<PointMatch> heldOut, double overlapArea)
    {
        Point2d[] hull = Hull(model.Inliers);
        if (hull.Length < 3)
            return null;
        (int agree, double chance) = HeldOut(model.Homography, heldOut);
        return new MatchEvidence
        {
            Inliers = model.Inliers.Length,
            InlierRatio = fitted == 0 ? 0 : (double)model.Inliers.Length / fitted,
            Spread = Math.Min(1, PolygonArea(hull) / Math.Max(1, overlapArea)),
            HeldOutAgree = agree,
            HeldOutTotal = heldOut.Count,
            HeldOutChance = chance,
        };
    }

    private static (int Agree, double Chance) HeldOut(in Homography h, IReadOnlyList<PointMatch> heldOut)
    {
        const double displacement = 6 * Threshold;
        int agree = 0;
        Span<int> displaced = stackalloc int[8];
        displaced.Clear();
        foreach (PointMatch match in heldOut)
        {
            Point2d p = h.Apply(match.A);
            double dx = match.B.X - p.X, dy = match.B.Y - p.Y;
            if (dx * dx + dy * dy <= Threshold * Threshold)
                agree++;
            for (int k = 0; k < 8; k++)
            {
                (double sin, double cos) = Math.SinCos(k * Math.PI / 4);
                double u = dx - displacement * cos, v = dy - displacement * sin;
                if (u * u + v * v <= Threshold * Threshold)
                    displaced[k]++;
            }
        }
        double sum = 0;
        foreach (int count in displaced)
            sum += count;
        return (agree, sum / 8);
    }

    internal static Point2d[] Hull(IReadOnlyList<PointMatch> matches)
    {
        if (matches.Count < 3)
            return [];
        Point2f[] hull = Cv2.ConvexHull(matches.Select(m => new Point2f((float)m.A.X, (float)m.A.Y)));
        return [.. hull.Select(p => new Point2d(p.X, p.Y))];
    }

    private static double PolygonArea(Point2d[] polygon)
    {
        double twice = 0;
        for (int i = 0; i < polygon.Length; i++)
        {
            Point2d p = polygon[i], q = polygon[(i + 1) % polygon.Length];
            twice += p.X * q.Y - q.X * p.Y;
        }
        return Math.Abs(twice) / 2;
    }
}
