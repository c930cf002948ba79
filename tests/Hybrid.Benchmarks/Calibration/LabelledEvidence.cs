namespace Hybrid.Benchmarks.Calibration;

/// <summary>What was found for one homography, and whether it is right.</summary>
/// <param name="Kind">The kind of pair that it is from; folds of a cross-validation are kinds.</param>
/// <param name="Features">As the confidence model takes them.</param>
/// <param name="Confidence">The verdict's.</param>
/// <param name="IsRight">Whether its corners lie within the bound for a right one.</param>
internal sealed record LabelledEvidence(string Kind, double[] Features, double Confidence, bool IsRight);
