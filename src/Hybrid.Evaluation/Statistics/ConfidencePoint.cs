namespace Hybrid.Evaluation.Statistics;

/// <summary>What is left when answers below a confidence are thrown away.</summary>
/// <param name="Threshold">The confidence from which on answers count.</param>
/// <param name="Right">Right answers; a mean over the seeds.</param>
/// <param name="Wrong">Wrong answers.</param>
public sealed record ConfidencePoint(double Threshold, double Right, double Wrong);
