using Hybrid.Imaging;

namespace Hybrid.Neural;

/// <summary>What <see cref="OverlapNet"/> says of two images, at the sizes that it worked at.</summary>
/// <param name="A">Log-odds that B sees a pixel of A; above 0 it is held to.</param>
/// <param name="B">Log-odds that A sees a pixel of B.</param>
/// <param name="Probability">Probability that the images share anything, 0..1.</param>
public sealed record OverlapLogits(ScalarMap A, ScalarMap B, double Probability);
