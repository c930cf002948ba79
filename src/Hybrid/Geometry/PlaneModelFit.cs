namespace Hybrid.Geometry;

/// <summary>A model fitted to matches and what it costs.</summary>
/// <param name="Model">The kind of map.</param>
/// <param name="Homography">The map, A to B.</param>
/// <param name="Gric">The criterion: lower is better, comparable for the same matches and noise only.</param>
/// <param name="Inliers">Matches within two standard deviations.</param>
public sealed record PlaneModelFit(PlaneModel Model, Homography Homography, double Gric, int Inliers);
