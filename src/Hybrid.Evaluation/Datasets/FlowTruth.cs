using Hybrid.Imaging;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Dense flow A to B of A's size.</summary>
/// <param name="Flow">NaN where unknown: never scored.</param>
/// <param name="Occluded">True where the pixel of A is not seen in B, row-major; null where the dataset does not say.</param>
public sealed record FlowTruth(FlowField Flow, bool[]? Occluded = null) : GroundTruth
{
    /// <inheritdoc />
    public override string Kind => "flow";
}
