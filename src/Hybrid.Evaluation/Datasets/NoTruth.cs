namespace Hybrid.Evaluation.Datasets;

/// <summary>Nothing is known: a method's own status is all that can be counted.</summary>
public sealed record NoTruth : GroundTruth
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "unknown";

    /// <inheritdoc />
    public override string Kind => KindName;
}
