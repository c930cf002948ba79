using Hybrid.Geometry;

namespace Hybrid.Evaluation.Datasets;

/// <summary>The plane's homography A to B, and hand-made points on the plane where the dataset has them.</summary>
/// <param name="Homography">x_B ~ H x_A.</param>
/// <param name="Points">Annotated points; empty where there are none, and then A's corners are scored.</param>
public sealed record HomographyTruth(Homography Homography, IReadOnlyList<PointMatch> Points) : GroundTruth
{
    /// <inheritdoc />
    public override string Kind => "homography";
}
