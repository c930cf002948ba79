namespace Hybrid.Evaluation.Datasets;

/// <summary>The images show different things: the right answer is that there is none.</summary>
public sealed record UnrelatedTruth : GroundTruth
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "none";

    /// <inheritdoc />
    public override string Kind => KindName;
}
