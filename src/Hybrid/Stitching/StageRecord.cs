namespace Hybrid.Stitching;

/// <summary>One decision of a stage.</summary>
/// <param name="Stage">Name of the stage, e.g. <c>cameras</c>.</param>
/// <param name="Outcome">What became of the attempt.</param>
/// <param name="Text">The figures behind it, for people.</param>
/// <param name="Milliseconds">Wall-clock time.</param>
public sealed record StageRecord(string Stage, StepOutcome Outcome, string Text, double Milliseconds);
