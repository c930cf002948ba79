namespace Hybrid.Stereo.Arbitration;

/// <summary>Whose disparity stands where two differ.</summary>
/// <param name="ForNetwork">The network, else the filled map.</param>
/// <param name="Confidence">P(error ≤ 2 px) of the one that stands.</param>
internal readonly record struct ArbiterChoice(bool ForNetwork, float Confidence);
