namespace Hybrid.Alignment;

/// <summary>Whether a refined homography may replace its start.</summary>
/// <param name="IsBetter">It may.</param>
/// <param name="Reason">Why, or why not.</param>
/// <param name="Text">The figures, for people.</param>
public sealed record RefinementDecision(bool IsBetter, ReasonCode Reason, string Text);
