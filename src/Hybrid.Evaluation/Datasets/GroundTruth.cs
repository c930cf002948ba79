namespace Hybrid.Evaluation.Datasets;

/// <summary>What is known about a pair, independently of any method.</summary>
public abstract record GroundTruth
{
    /// <summary>Name of the kind in files: <c>homography</c>, <c>points</c>, <c>flow</c>, <c>disparity</c>, <c>overlap</c>, <c>sharp</c>, <c>images</c>, <c>cameras</c>,
    /// <c>none</c> (the images have nothing in common) or <c>unknown</c> (nothing is known).</summary>
    public abstract string Kind { get; }
}
