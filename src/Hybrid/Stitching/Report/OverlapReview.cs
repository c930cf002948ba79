namespace Hybrid.Stitching.Report;

/// <summary>How well two images of a panorama agree where they overlap, and how much of both shows there at once.</summary>
/// <param name="A">Index of the first image.</param>
/// <param name="B">Index of the second image.</param>
/// <param name="Area">Overlap in pixels of the panorama.</param>
/// <param name="PixelsBefore">Median distance of their matches in the panorama by the poses alone, pixels of the panorama; NaN where they have none.</param>
/// <param name="PixelsAfter">The same with dense refinement.</param>
/// <param name="Before">Disagreement by the poses alone: one minus the mean correlation of textured windows, 0 to 2; NaN where there are none.</param>
/// <param name="After">The same with dense refinement.</param>
/// <param name="Ghost">One minus the mean correlation of the panorama with that of the two images which it resembles more, 0 to 2: what is doubled resembles neither.</param>
public sealed record OverlapReview(int A, int B, long Area, double PixelsBefore, double PixelsAfter, double Before, double After, double Ghost);
