using Hybrid.Geometry;

namespace Hybrid.Classical;

/// <summary>A homography with the matches that agree with it.</summary>
/// <param name="Homography">A to B.</param>
/// <param name="Inliers">Matches within the threshold, in the order in which they were given.</param>
public sealed record RobustModel(Homography Homography, PointMatch[] Inliers);
