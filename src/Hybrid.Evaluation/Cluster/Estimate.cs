namespace Hybrid.Evaluation.Cluster;

/// <summary>A predicted value with its 95 % interval.</summary>
/// <param name="Value">The value.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Estimate(double Value, double Low, double High);
