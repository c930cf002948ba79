namespace Hybrid.Aligners;

/// <summary>
/// Maps evidence to the probability that a homography is right by a logistic model. Its weights were fitted to
/// right and wrong homographies of the embedded set and of cross-paired images; the folder's README tells how.
/// </summary>
internal static class ConfidenceModel
{
    private const double Bias = -8.0;
    private const double PerLogInlier = 1.2;
    private const double PerLogHeldOut = 1.0;
    private const double PerPhotometric = 5.0;
    private const double PerLogSpread = 0.6;

    public static double Probability(VerificationEvidence e)
    {
        double[] x = Features(e);
        double logit = Bias + PerLogInlier * x[0] + PerLogHeldOut * x[1] + PerPhotometric * x[2] + PerLogSpread * x[3];
        return 1 / (1 + Math.Exp(-logit));
    }

    /// <summary>Inliers, held-out agreement above chance, photometric agreement above chance, spread.</summary>
    public static double[] Features(VerificationEvidence e) =>
    [
        Math.Log(1 + e.Inliers),
        Math.Log((e.HeldOutAgree + 0.5) / (e.HeldOutChance + Math.Sqrt(e.HeldOutChance) + 0.5)),
        double.IsNaN(e.PhotometricAgreement) ? 0 : e.PhotometricAgreement - e.PhotometricChance,
        Math.Log(e.Spread + 0.01),
    ];
}
