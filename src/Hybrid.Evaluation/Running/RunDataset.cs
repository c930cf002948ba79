namespace Hybrid.Evaluation.Running;

/// <summary>A dataset as <c>run.json</c> names it.</summary>
/// <param name="Name">Its name, the first part of its pairs' ids.</param>
/// <param name="Layout">The layout of its files.</param>
/// <param name="Version">Fingerprint of its pairs.</param>
/// <param name="Pairs">How many of its pairs the whole run covers.</param>
public sealed record RunDataset(string Name, string Layout, string Version, int Pairs);
