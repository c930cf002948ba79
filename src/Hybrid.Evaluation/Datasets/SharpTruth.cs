namespace Hybrid.Evaluation.Datasets;

/// <summary>B is the sharp version of A, pixel for pixel.</summary>
public sealed record SharpTruth : GroundTruth
{
    /// <inheritdoc />
    public override string Kind => "sharp";
}
