using System.Globalization;

namespace Hybrid.Verification;

/// <summary>What was found for and against a homography, by evidence that it was not fitted to.</summary>
public sealed record VerificationEvidence
{
    /// <summary>Inliers that the model was fitted to.</summary>
    public required int Inliers { get; init; }

    /// <summary>Share of the fitted matches that are inliers, 0..1.</summary>
    public required double InlierRatio { get; init; }

    /// <summary>Area of the inliers' convex hull over the area of the overlap, both in A, 0..1.</summary>
    public required double Spread { get; init; }

    /// <summary>Fraction of A that lies inside B.</summary>
    public required double Overlap { get; init; }

    /// <summary>Matches kept back from the fit that agree with the model.</summary>
    public required int HeldOutAgree { get; init; }

    /// <summary>Matches kept back from the fit.</summary>
    public required int HeldOutTotal { get; init; }

    /// <summary>How many of them agree with the model displaced to where it is certainly wrong: the chance level.</summary>
    public required double HeldOutChance { get; init; }

    /// <summary>Share of textured patches inside the inliers' hull that correlate (ZNCC above 0.5), 0..1; NaN where there are too few.</summary>
    public required double PhotometricAgreement { get; init; }

    /// <summary>The same under the displaced model.</summary>
    public required double PhotometricChance { get; init; }

    /// <summary>Number of textured patches compared.</summary>
    public required int Patches { get; init; }

    /// <summary>One line for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"inliers {Inliers} ({InlierRatio:P0}), spread {Spread:F2}, overlap {Overlap:F2}, held out {HeldOutAgree}/{HeldOutTotal} (chance {HeldOutChance:F1}), patches {PhotometricAgreement:F2} of {Patches} (chance {PhotometricChance:F2})");
}
