namespace Hybrid.Evaluation.Datasets;

/// <summary>Which pixels of each image the other one sees: visible in both, not merely inside the frame.</summary>
/// <param name="MaskA">Row-major, of A's size.</param>
/// <param name="MaskB">Row-major, of B's size.</param>
public sealed record OverlapTruth(bool[] MaskA, bool[] MaskB) : GroundTruth
{
    /// <inheritdoc />
    public override string Kind => "overlap";
}
