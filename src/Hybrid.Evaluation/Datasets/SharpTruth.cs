using Hybrid.Restoration;

namespace Hybrid.Evaluation.Datasets;

/// <summary>B is the sharp version of A, pixel for pixel.</summary>
public sealed record SharpTruth : GroundTruth
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "sharp";

    /// <inheritdoc />
    public override string Kind => KindName;

    /// <summary>The blur of A where it is known, which only methods that are told it may use; null otherwise.</summary>
    public BlurKernel? Kernel { get; init; }
}
