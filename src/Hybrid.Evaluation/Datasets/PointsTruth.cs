namespace Hybrid.Evaluation.Datasets;

/// <summary>Annotated points without a map between them.</summary>
/// <param name="Points">Points of A and where they are in B.</param>
/// <param name="Planar">Whether one homography maps them all: then transfer error applies, else only dense scores.</param>
public sealed record PointsTruth(IReadOnlyList<PointMatch> Points, bool Planar) : GroundTruth
{
    /// <inheritdoc />
    public override string Kind => Planar ? "points" : "scene-points";
}
