using Hybrid.Geometry;

namespace Hybrid.Stitching;

/// <summary>A pair whose matches are known from an earlier run.</summary>
/// <param name="A">Name of the first image.</param>
/// <param name="B">Name of the second image.</param>
/// <param name="Link">Whether it is to be linked.</param>
/// <param name="IsLinked">Whether it was linked.</param>
/// <param name="Confidence">Probability that the homography is right, 0..1.</param>
/// <param name="Homography">A to B in the images' own pixels; null where none was found.</param>
/// <param name="Inliers">Matches that agree with it.</param>
public sealed record KnownPair(string A, string B, PairLink Link, bool IsLinked, double Confidence, Homography? Homography, IReadOnlyList<PointMatch> Inliers);
