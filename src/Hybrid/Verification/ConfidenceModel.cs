namespace Hybrid.Verification;

/// <summary>
/// Maps evidence to the probability that a homography is right by a logistic model. Its weights are set by hand, each
/// with the sign that its evidence must have: wrong results are too rare to fit them to. The benchmark project's
/// <c>calibrate</c> measures how often each band of confidence is right, and what a free fit would be.
/// </summary>
internal static class ConfidenceModel
{
    /// <summary>Bias, then one weight a feature.</summary>
    public static double[] Weights { get; } = [-8.0, 1.2, 1.0, 5.0, 0.6];

    public static double Probability(VerificationEvidence e)
    {
        double[] x = Features(e);
        double logit = Weights[0];
        for (int i = 0; i < x.Length; i++)
            logit += Weights[i + 1] * x[i];
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
