namespace Hybrid.Evaluation.Running;

/// <summary>How far a run is.</summary>
/// <param name="Done">Pairs × methods × seeds that are recorded, those of an earlier start included.</param>
/// <param name="Resumed">How many of them were there at the start.</param>
/// <param name="Total">How many there will be.</param>
/// <param name="Failures">Recorded failures of this start.</param>
/// <param name="Elapsed">Time since this start.</param>
/// <param name="Remaining">Estimated time to the end; null before the first pair is done.</param>
/// <param name="Current">The pair just recorded.</param>
public readonly record struct RunProgress(int Done, int Resumed, int Total, int Failures, TimeSpan Elapsed, TimeSpan? Remaining, string Current);
