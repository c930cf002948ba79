namespace Hybrid.Evaluation.Datasets;

/// <summary>What is known about a pair, independently of any method.</summary>
public abstract record GroundTruth
{
    /// <summary>Name of the kind in files: <c>homography</c>, <c>points</c>, <c>flow</c>, <c>disparity</c>, <c>sharp</c> or <c>none</c>.</summary>
    public abstract string Kind { get; }
}
