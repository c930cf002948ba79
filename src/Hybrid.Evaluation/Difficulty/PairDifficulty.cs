using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Difficulty;

/// <summary>What makes a pair hard, measured on its ground truth and its images.</summary>
/// <param name="Tier">The hardest tier that a factor gives.</param>
/// <param name="Factors">Values by name of <see cref="DifficultyFactor"/>; those that the ground truth does not tell are missing.</param>
public sealed record PairDifficulty(Tier Tier, IReadOnlyDictionary<string, double> Factors)
{
    private const int Grid = 24;

    /// <summary>Measures a pair.</summary>
    public static PairDifficulty Measure(LabelledPair pair)
    {
        var factors = new SortedDictionary<string, double>(StringComparer.Ordinal);
        switch (pair.Truth)
        {
            case HomographyTruth t:
                OfHomography(t.Homography, pair, factors);
                break;
            case PointsTruth { Points.Count: >= 4 } t:
                OfPoints(t, pair, factors);
                break;
            case FlowTruth t:
                OfFlow(t.Flow, factors);
                break;
            case DisparityTruth t:
                factors["motion_px"] = Quantiles.At([.. t.Disparity.Data.Where(float.IsFinite).Select(d => (double)d)], 0.95);
                break;
        }
        foreach (string name in factors.Where(f => !double.IsFinite(f.Value)).Select(f => f.Key).ToArray())
            factors.Remove(name);
        return new PairDifficulty(Overall(factors), factors);
    }

    /// <summary>The tier of measured factors.</summary>
    public static Tier Overall(IReadOnlyDictionary<string, double> factors) =>
        factors.Count == 0 ? Tier.Unknown : DifficultyFactor.All.Where(f => factors.ContainsKey(f.Name)).Max(f => f.TierOf(factors[f.Name]));

    private static void OfPoints(PointsTruth truth, LabelledPair pair, SortedDictionary<string, double> factors)
    {
        if (HomographyEstimator.Dlt([.. truth.Points]) is not { } h)
            return;
        if (truth.Planar)
        {
            OfHomography(h, pair, factors);
            return;
        }
        factors["parallax_px"] = Math.Sqrt(truth.Points.Average(p => Math.Pow(TransferError.Distance(h.Apply(p.A), p.B), 2)));
    }

    private static void OfFlow(FlowField flow, SortedDictionary<string, double> factors)
    {
        var points = new List<PointMatch>();
        var lengths = new List<double>();
        int stepX = Math.Max(1, flow.Width / 48), stepY = Math.Max(1, flow.Height / 48);
        for (int y = 0; y < flow.Height; y += stepY)
        {
            for (int x = 0; x < flow.Width; x += stepX)
            {
                if (!flow.IsKnown(x, y))
                    continue;
                var d = flow[x, y];
                points.Add(new PointMatch(new Point2d(x, y), new Point2d(x + d.X, y + d.Y), 1));
                lengths.Add(d.Length());
            }
        }
        if (points.Count < 4)
            return;
        factors["motion_px"] = Quantiles.At([.. lengths], 0.95);
        if (HomographyEstimator.Dlt([.. points]) is { } h)
            factors["parallax_px"] = Math.Sqrt(points.Average(p => Math.Pow(TransferError.Distance(h.Apply(p.A), p.B), 2)));
    }

    private static void OfHomography(Homography h, LabelledPair pair, SortedDictionary<string, double> factors)
    {
        int seen = 0;
        double cx = 0, cy = 0;
        for (int i = 0; i < Grid * Grid; i++)
        {
            Point2d p = GridPoint(i, pair.SizeA), q = h.Apply(p);
            if (!Inside(q, pair.SizeB))
                continue;
            seen++;
            cx += p.X;
            cy += p.Y;
        }
        factors["lost_overlap"] = 1 - seen / (double)(Grid * Grid);
        if (seen == 0)
            return;
        (double scale, double rotation, double tilt) = Similarity(h, new Point2d(cx / seen, cy / seen));
        factors["scale"] = Math.Max(scale, 1 / scale);
        factors["rotation_deg"] = Math.Abs(rotation) * 180 / Math.PI;
        factors["tilt"] = tilt;
        OfAppearance(h, pair, scale, factors);
    }

    /// <summary>Scale (square root of the area change), rotation in radians and ratio of singular values of the Jacobian at a point.</summary>
    private static (double Scale, double Rotation, double Tilt) Similarity(Homography h, Point2d p)
    {
        double w = h.M31 * p.X + h.M32 * p.Y + h.M33;
        Point2d q = h.Apply(p);
        double a = (h.M11 - q.X * h.M31) / w, b = (h.M12 - q.X * h.M32) / w;
        double c = (h.M21 - q.Y * h.M31) / w, d = (h.M22 - q.Y * h.M32) / w;
        double s = a * a + b * b + c * c + d * d, det = Math.Abs(a * d - b * c);
        double root = Math.Sqrt(Math.Max(0, s * s - 4 * det * det));
        double small = Math.Sqrt(Math.Max(0, (s - root) / 2)), large = Math.Sqrt((s + root) / 2);
        return (Math.Sqrt(det), Math.Atan2(c - b, a + d), large / small);
    }

    /// <summary>
    /// Brightness from mean grey values, blur from mean gradients; A's gradient is divided by the scale, since magnification
    /// alone makes gradients gentler.
    /// </summary>
    private static void OfAppearance(Homography h, LabelledPair pair, double scale, SortedDictionary<string, double> factors)
    {
        Mat a = pair.Images.GrayA, b = pair.Images.GrayB;
        var rowsA = new GrayReader(a);
        var rowsB = new GrayReader(b);
        double sumA = 0, sumB = 0, gradientA = 0, gradientB = 0;
        int n = 0;
        int step = Math.Max(1, (int)Math.Sqrt((double)pair.SizeA.Width * pair.SizeA.Height / 40000));
        for (int y = 1; y < pair.SizeA.Height - 1; y += step)
        {
            for (int x = 1; x < pair.SizeA.Width - 1; x += step)
            {
                Point2d q = h.Apply(new Point2d(x, y));
                int qx = (int)Math.Round(q.X), qy = (int)Math.Round(q.Y);
                if (!(q.X >= 1 && q.Y >= 1 && qx < pair.SizeB.Width - 1 && qy < pair.SizeB.Height - 1))
                    continue;
                n++;
                sumA += rowsA.At(x, y);
                sumB += rowsB.At(qx, qy);
                gradientA += rowsA.Gradient(x, y);
                gradientB += rowsB.Gradient(qx, qy);
            }
        }
        if (n < 100)
            return;
        factors["brightness"] = Math.Abs(Math.Log((sumA + n) / (sumB + n)));
        double sharpA = gradientA / (sumA + n) / Math.Max(scale, 1), sharpB = gradientB / (sumB + n) / Math.Max(1 / scale, 1);
        factors["blur"] = Math.Max(sharpA, sharpB) / Math.Max(Math.Min(sharpA, sharpB), 1e-9);
    }

    private static Point2d GridPoint(int i, ImageSize size) =>
        new((i % Grid + 0.5) / Grid * (size.Width - 1), (i / Grid + 0.5) / Grid * (size.Height - 1));

    private static bool Inside(Point2d p, ImageSize size) => p.X >= 0 && p.Y >= 0 && p.X <= size.Width - 1 && p.Y <= size.Height - 1;
}
