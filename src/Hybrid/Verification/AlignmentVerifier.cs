using Hybrid.Classical;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// Decides whether a homography is to be believed, from evidence that it was not fitted to: matches kept back,
/// matches too ambiguous to fit, and photometric agreement of patches. Each is compared with what a displaced, hence
/// certainly wrong, homography gets on the same data, so that repetition and chance count for nothing.
/// </summary>
public static class AlignmentVerifier
{
    /// <summary>At and above this confidence a result is accepted without trying further.</summary>
    public const double Accept = 0.9;

    /// <summary>Below this confidence an alignment is reported as failed.</summary>
    public const double Ok = 0.8;

    private const double HeldOutThreshold = 4;

    /// <summary>Verifies a model.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="model">The homography and the inliers that it was fitted to.</param>
    /// <param name="fitted">Number of matches that the estimator saw.</param>
    /// <param name="heldOut">Matches that no step has seen.</param>
    public static Verification Verify(ImagePair pair, RobustModel model, int fitted, IReadOnlyList<PointMatch> heldOut)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(heldOut);
        Homography h = model.Homography;
        Size a = pair.A.Size(), b = pair.B.Size();
        HomographyValidity validity = h.CheckValidity(a, b, null);
        if (!validity.IsValid)
            return new Verification(0, validity.Reason, null, validity.Evidence);
        Point2d[] hull = Hull(model.Inliers);
        if (hull.Length < 3)
            return new Verification(0, ReasonCode.PoorSpread, null, "inliers lie on a line");

        double overlap = h.OverlapFraction(a, b);
        double area = PolygonArea(hull);
        (int agree, double chance) = HeldOut(h, heldOut);
        (double photometric, double photometricChance, int patches) =
            PhotometricCheck.Measure(pair.GrayA, pair.GrayB, h, hull);
        var evidence = new VerificationEvidence
        {
            Inliers = model.Inliers.Length,
            InlierRatio = fitted == 0 ? 0 : (double)model.Inliers.Length / fitted,
            Spread = Math.Min(1, area / Math.Max(1, overlap * a.Width * a.Height)),
            Overlap = overlap,
            HeldOutAgree = agree,
            HeldOutTotal = heldOut.Count,
            HeldOutChance = chance,
            PhotometricAgreement = photometric,
            PhotometricChance = photometricChance,
            Patches = patches,
        };
        double confidence = ConfidenceModel.Probability(evidence);
        return new Verification(confidence, Reason(evidence, confidence), evidence, evidence.ToString());
    }

    private static ReasonCode Reason(VerificationEvidence e, double confidence)
    {
        if (confidence >= Ok)
            return ReasonCode.Verified;
        if (e.Inliers < 8)
            return ReasonCode.TooFewInliers;
        if (e.Overlap < 0.02)
            return ReasonCode.LowOverlap;
        if (e.Spread < 0.02)
            return ReasonCode.PoorSpread;
        return e.PhotometricAgreement < e.PhotometricChance + 0.1
            ? ReasonCode.PhotometricDisagreement
            : ReasonCode.VerificationFailed;
    }

    private static (int Agree, double Chance) HeldOut(in Homography h, IReadOnlyList<PointMatch> heldOut)
    {
        const double displacement = 6 * HeldOutThreshold;
        int agree = 0;
        Span<int> displaced = stackalloc int[8];
        displaced.Clear();
        foreach (PointMatch match in heldOut)
        {
            Point2d p = h.Apply(match.A);
            double dx = match.B.X - p.X, dy = match.B.Y - p.Y;
            if (dx * dx + dy * dy <= HeldOutThreshold * HeldOutThreshold)
                agree++;
            for (int k = 0; k < 8; k++)
            {
                (double sin, double cos) = Math.SinCos(k * Math.PI / 4);
                double u = dx - displacement * cos, v = dy - displacement * sin;
                if (u * u + v * v <= HeldOutThreshold * HeldOutThreshold)
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
