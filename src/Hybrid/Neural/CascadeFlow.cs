using Hybrid.Imaging;

namespace Hybrid.Neural;

/// <summary>What the cascade says of two images of one size.</summary>
/// <param name="Forward">Flow A to B, pixels.</param>
/// <param name="ForwardConfidence">P(visible in B) · P(error below one pixel), 0..1.</param>
/// <param name="Backward">Flow B to A; null where it was not asked for.</param>
/// <param name="BackwardConfidence">Its confidence.</param>
/// <param name="Iterations">Iterations that were run, both ways.</param>
public sealed record CascadeFlow(
    FlowField Forward, ScalarMap ForwardConfidence, FlowField? Backward, ScalarMap? BackwardConfidence, int Iterations);
