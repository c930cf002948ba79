namespace Hybrid.Stitching;

/// <summary>What dense refinement did to an image where it overlaps those placed before it.</summary>
/// <param name="Image">Index of the image that was bent.</param>
/// <param name="Against">Indices of the images that it was bent to.</param>
/// <param name="Outcome">Used, put aside, or not tried.</param>
/// <param name="Reason">Why.</param>
/// <param name="Before">Disagreement of the overlap before: one minus the mean correlation of textured windows, 0 to 2.</param>
/// <param name="After">The same with the correction.</param>
/// <param name="Largest">Length of the correction that 95 % of the overlap stay below, in pixels of the panorama.</param>
/// <param name="Milliseconds">Wall-clock time.</param>
public sealed record OverlapDecision(
    int Image, IReadOnlyList<int> Against, StepOutcome Outcome, ReasonCode Reason, double Before, double After, double Largest, double Milliseconds)
{
    /// <summary>The flow that was used, e.g. <c>dis</c>; empty where none was.</summary>
    public string By { get; init; } = "";
}
