namespace Hybrid.Evaluation.Statistics;

/// <summary>The answers of one range of confidence.</summary>
/// <param name="Low">From above this confidence, the first bin from 0,</param>
/// <param name="High">up to this one.</param>
/// <param name="N">Number of answers; a mean over the seeds.</param>
/// <param name="Confidence">Mean confidence; NaN for none.</param>
/// <param name="Accuracy">Share of right answers; NaN for none.</param>
public sealed record ReliabilityBin(double Low, double High, double N, double Confidence, double Accuracy);
