namespace Hybrid.Evaluation.Report;

/// <summary>How much an option of a method moved a metric in a sweep.</summary>
/// <param name="Method">The method.</param>
/// <param name="Option">Its option.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Spread">Largest minus smallest mean.</param>
/// <param name="Values">Mean of the metric over all methods that share a value, best first.</param>
public sealed record OptionEffect(string Method, string Option, string Metric, double Spread, IReadOnlyList<KeyValuePair<string, double>> Values);
