namespace Hybrid.Stereo.Arbitration;

/// <summary>Who stands at a contested pixel.</summary>
/// <param name="ForNetwork">The network, else the filled map.</param>
/// <param name="Confidence">P(error ≤ 2 px) of whoever stands.</param>
internal readonly record struct Verdict(bool ForNetwork, float Confidence);
