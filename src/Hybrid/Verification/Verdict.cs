namespace Hybrid.Verification;

/// <summary>The verdict on a homography.</summary>
/// <param name="Confidence">Probability that it is right, 0..1, by weights set by hand.</param>
/// <param name="Reason">Why the confidence is low, or <see cref="ReasonCode.Verified"/>.</param>
/// <param name="Evidence">What the verdict rests on; null where the geometry alone was refused.</param>
/// <param name="Text">One line for people.</param>
public sealed record Verdict(double Confidence, ReasonCode Reason, VerificationEvidence? Evidence, string Text);
