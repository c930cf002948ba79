using Hybrid.Classical;
using Hybrid.Geometry;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Verification;

/// <summary>
/// Decides whether a homography is to be believed, from evidence that it was not fitted to: matches kept back or too ambiguous
/// to fit, and all textured places of the overlap that it claims (<see cref="OverlapEvidence"/>).
/// </summary>
public static class AlignmentVerifier
{
    /// <summary>At and above this confidence a result is accepted without trying further.</summary>
    public const double Accept = 0.9;

    /// <summary>Below this confidence an alignment is reported as failed.</summary>
    public const double Ok = 0.8;

    /// <summary>Where another shift agrees this well compared with none, which of them is right cannot be told.</summary>
    private const double Rivals = 0.9;

    // From this confidence on by gradients alone a network could not say more.
    private const double Sure = 0.97;
    private const int FewInliers = 8;

    // Below, it is refused whatever its edges say.
    private const double LeastForLayout = 0.1;

    // Of layouts with different content none is right; a camera that stood still may be mistaken for one.
    private const double LayoutConfidence = 0.1;

    /// <summary>Verifies a model that was fitted to matches.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="model">The homography and the inliers that it was fitted to.</param>
    /// <param name="fitted">Number of matches that the estimator saw.</param>
    /// <param name="heldOut">Matches that no step has seen.</param>
    /// <param name="network">Asked where gradients alone leave a doubt; null, also as its value, means never.</param>
    public static AlignmentVerdict Verify(
        ImagePair pair, RobustModel model, int fitted, IReadOnlyList<PointMatch> heldOut, Lazy<DescriptorNetwork?>? network = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(heldOut);
        Size a = pair.A.Size();
        double overlap = model.Homography.OverlapFraction(a, pair.B.Size());
        if (Refused(pair, model.Homography) is { } refused)
            return refused;
        return MatchEvidence.Of(model, fitted, heldOut, overlap * a.Width * a.Height) is { } matches
            ? Verify(pair, model.Homography, overlap, matches, network)
            : new AlignmentVerdict(0, ReasonCode.PoorSpread, null, "inliers lie on a line");
    }

    /// <summary>Verifies a homography that has no matches of its own, or none but those of the method that found it.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="h">A to B.</param>
    /// <param name="network">Asked where gradients alone leave a doubt; null, also as its value, means never.</param>
    public static AlignmentVerdict Verify(ImagePair pair, in Homography h, Lazy<DescriptorNetwork?>? network = null)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return Refused(pair, h) ?? Verify(pair, h, h.OverlapFraction(pair.A.Size(), pair.B.Size()), null, network);
    }

    private static AlignmentVerdict? Refused(ImagePair pair, in Homography h)
    {
        HomographyValidity validity = h.CheckValidity(pair.A.Size(), pair.B.Size(), null);
        return validity.IsValid ? null : new AlignmentVerdict(0, validity.Reason, null, validity.Evidence);
    }

    private static AlignmentVerdict Verify(ImagePair pair, in Homography h, double overlap, MatchEvidence? matches, Lazy<DescriptorNetwork?>? network)
    {
        using OverlapWitness? witness = OverlapWitness.Make(pair.GrayA, pair.GrayB, h);
        var evidence = new VerificationEvidence { Matches = matches, Overlap = overlap, Everywhere = witness?.Evidence };
        double confidence = ConfidenceModel.Probability(evidence);
        if (witness is not null && network is not null && IsWorthAsking(evidence, confidence) && network.Value is { } loaded)
        {
            witness.Ask(loaded);
            evidence = evidence with { Everywhere = witness.Evidence };
            confidence = ConfidenceModel.Probability(evidence);
        }
        if (witness is not null && confidence >= LeastForLayout)
        {
            witness.AskForLayout();
            evidence = evidence with { Everywhere = witness.Evidence };
        }
        (confidence, ReasonCode reason) = Judge(evidence, confidence);
        string text = reason == ReasonCode.Ambiguous ? $"{evidence}; {evidence.Everywhere!.Rival}" : evidence.ToString();
        return new AlignmentVerdict(confidence, reason, evidence, text);
    }

    /// <summary>A few inliers of a model under which nothing agrees are not worth a network's time, nor is an overlay.</summary>
    private static bool IsWorthAsking(VerificationEvidence e, double confidence) =>
        confidence < Sure && !e.Everywhere!.IsOverlay && (e.Matches is null || e.Matches.Inliers > FewInliers || e.Everywhere!.Gradients.Excess > 0.1);

    private static (double Confidence, ReasonCode Reason) Judge(VerificationEvidence e, double confidence)
    {
        // No other evidence can tell one period from the next.
        if (e.Everywhere is { } places && places.IsAmbiguous(Rivals))
            return (Math.Min(confidence, 0.5), ReasonCode.Ambiguous);
        // So few matches, confirmed by no other, may fix a homography in its middle and leave its corners free: agreement of the places does not see it.
        if (e.Matches is { Inliers: < FewInliers, HeldOutAgree: 0 })
            return (Math.Min(confidence, 0.5), ReasonCode.TooFewInliers);
        // A layout agrees and says nothing of what it holds; where most lies still, a few places that do not may agree by any motion.
        if (e.Everywhere is { IsLayoutAlone: true } or { IsLeftover: true })
            return (Math.Min(confidence, LayoutConfidence), ReasonCode.LocalAgreement);
        if (confidence >= Ok)
            return (confidence, ReasonCode.Verified);
        if (e.Matches is { Inliers: < FewInliers })
            return (confidence, ReasonCode.TooFewInliers);
        if (e.Overlap < 0.02 || e.Everywhere is null)
            return (confidence, ReasonCode.LowOverlap);
        return (confidence, e.Everywhere.IsLocal ? ReasonCode.LocalAgreement : ReasonCode.PhotometricDisagreement);
    }
}
