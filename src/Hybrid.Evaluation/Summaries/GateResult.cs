namespace Hybrid.Evaluation.Summaries;

/// <summary>Outcome of a regression gate.</summary>
/// <param name="Holds">Whether the condition to fail on holds.</param>
/// <param name="Sentence">The condition with its values.</param>
public sealed record GateResult(bool Holds, string Sentence);
