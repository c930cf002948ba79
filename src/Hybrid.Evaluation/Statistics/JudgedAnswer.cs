namespace Hybrid.Evaluation.Statistics;

/// <summary>An answer that a method stood by, and what it was worth.</summary>
/// <param name="Confidence">What the method held it for, 0..1.</param>
/// <param name="Right">1 right, 0 not; between where a share of it is.</param>
/// <param name="Wrong">1 wrong, 0 not; an answer may be neither right nor wrong.</param>
public readonly record struct JudgedAnswer(double Confidence, double Right, double Wrong);
