namespace Hybrid.Verification;

/// <summary>The verdict on a homography.</summary>
/// <param name="Confidence">Probability that it is right, 0..1 (<see cref="ConfidenceModel"/>).</param>
/// <param name="Reason">Why the confidence is low, or <see cref="ReasonCode.Verified"/>.</param>
/// <param name="Evidence">What the verdict rests on; null where the geometry alone was refused.</param>
/// <param name="Text">One line for people.</param>
public sealed record AlignmentVerdict(double Confidence, ReasonCode Reason, VerificationEvidence? Evidence, string Text)
{
    /// <summary>Share of the overlap's textured places on which the homography holds, 0..1; 0 where none could be compared.</summary>
    public double Extent => Evidence?.Everywhere?.Extent ?? 0;

    /// <summary>Whether the homography may be reported.</summary>
    public bool IsOk => Confidence >= AlignmentVerifier.Ok;

    /// <summary>The verdict where another homography was found under which clearly more of the overlap agrees.</summary>
    internal AlignmentVerdict Outdone() =>
        this with { Confidence = Math.Min(Confidence, 0.5), Reason = ReasonCode.VerificationFailed, Text = Text + "; more of the overlap agrees under another homography found" };
}
