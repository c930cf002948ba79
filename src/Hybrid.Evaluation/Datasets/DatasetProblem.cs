namespace Hybrid.Evaluation.Datasets;

/// <summary>A file of a dataset that cannot be used.</summary>
/// <param name="Pair">The first pair that needs it.</param>
/// <param name="Message">What is wrong; names the file.</param>
public sealed record DatasetProblem(string Pair, string Message);
