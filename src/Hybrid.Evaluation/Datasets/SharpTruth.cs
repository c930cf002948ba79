using Hybrid.Restoration;

namespace Hybrid.Evaluation.Datasets;

/// <summary>B is the sharp version of A, pixel for pixel.</summary>
public sealed record SharpTruth : GroundTruth
{
    /// <inheritdoc />
    public override string Kind => "sharp";

    /// <summary>The blur of A where it is known, which only methods that are told it may use; null otherwise.</summary>
    public BlurKernel? Kernel { get; init; }
}
