namespace Hybrid.Evaluation.Generation;

/// <summary>How far the generation of a dataset is.</summary>
/// <param name="Name">The set or pair that was just finished.</param>
/// <param name="Pairs">Pairs so far.</param>
/// <param name="Done">Sets and dense pairs so far.</param>
/// <param name="Total">Sets and dense pairs in all.</param>
public readonly record struct GenerationProgress(string Name, int Pairs, int Done, int Total);
