namespace Hybrid.Neural;

/// <summary>A model whose card cannot be read.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Problem">What is wrong, in one line.</param>
public sealed record DamagedModel(string Name, string Problem);
