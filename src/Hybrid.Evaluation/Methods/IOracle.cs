namespace Hybrid.Evaluation.Methods;

/// <summary>
/// A method that is told the ground truth of every pair, to show what knowing it would give. No other method's request
/// holds any.
/// </summary>
public interface IOracle : IPairMethod;
