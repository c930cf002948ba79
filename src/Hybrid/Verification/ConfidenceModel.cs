namespace Hybrid.Verification;

/// <summary>Maps evidence to the probability that a homography is right, by a logistic model for each kind of evidence there is.</summary>
internal static class ConfidenceModel
{
    /// <summary>Bias, then one weight a feature, where there are matches and no network was asked.</summary>
    public static double[] Matches { get; } = [-11.5, 0.6, 0.5, 0.3, 8, 1, -4];

    /// <summary>The same where a network was asked.</summary>
    public static double[] MatchesAndDescriptors { get; } = [-10.5, 0.6, 0.5, 0.3, 4, 0.4, -2, 7, 0.7, -2];

    /// <summary>The same where there are no matches and no network was asked.</summary>
    public static double[] Alone { get; } = [-9, 10, 1, -4];

    /// <summary>The same where there are no matches and a network was asked.</summary>
    public static double[] AloneAndDescriptors { get; } = [-9.5, 5, 0.4, -2, 9, 0.7, -2];

    public static double Probability(VerificationEvidence e)
    {
        if (e.Everywhere is not { } places)
            return 0;
        double[] weights = (e.Matches, places.Descriptors) switch
        {
            (null, null) => Alone,
            (null, _) => AloneAndDescriptors,
            (_, null) => Matches,
            _ => MatchesAndDescriptors,
        };
        double[] x = Features(e);
        double logit = weights[0];
        for (int i = 0; i < x.Length; i++)
            logit += weights[i + 1] * x[i];
        return 1 / (1 + Math.Exp(-logit));
    }

    /// <summary>
    /// Of matches: log inliers, log held-out agreement over chance, log spread; of gradients, and of descriptors where they were
    /// asked: agreement in excess of chance of what does not lie at the same place in both images, its peak's deviations up to 8, and how far
    /// the best rival comes, from 0.6 of the peak on.
    /// </summary>
    public static double[] Features(VerificationEvidence e)
    {
        var features = new List<double>(9);
        if (e.Matches is { } m)
        {
            features.Add(Math.Log(1 + m.Inliers));
            features.Add(Math.Log((m.HeldOutAgree + 0.5) / (m.HeldOutChance + Math.Sqrt(m.HeldOutChance) + 0.5)));
            features.Add(Math.Log(m.Spread + 0.01));
        }
        Add(features, e.Everywhere!.Telling);
        if (e.Everywhere.TellingDescriptors is { } descriptors)
            Add(features, descriptors);
        return [.. features];
    }

    private static void Add(List<double> features, ShiftAgreement agreement)
    {
        const double enough = 8, harmless = 0.6, most = 1.5;
        bool known = !double.IsNaN(agreement.Peak.Deviations);
        features.Add(agreement.Excess);
        features.Add(known ? Math.Clamp(agreement.Peak.Deviations, 0, enough) : 0);
        features.Add(known ? Math.Clamp(agreement.Peak.Rival, harmless, most) - harmless : 0);
    }
}
