namespace Hybrid.Evaluation.Datasets;

/// <summary>A set of images to stitch, and where it is known the cameras that took them.</summary>
/// <param name="Paths">All images of the set, the pair's own first.</param>
/// <param name="Cameras">One an image, or none.</param>
public sealed record ImageSetTruth(IReadOnlyList<string> Paths, IReadOnlyList<TrueCamera> Cameras) : GroundTruth
{
    /// <inheritdoc />
    public override string Kind => Cameras.Count == 0 ? "images" : "cameras";
}
