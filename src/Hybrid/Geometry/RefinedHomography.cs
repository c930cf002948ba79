namespace Hybrid.Geometry;

/// <summary>What a refinement ended with.</summary>
/// <param name="Homography">A to B.</param>
/// <param name="Rms">Root mean square of the residual after the robust loss, in pixels.</param>
/// <param name="Iterations">Accepted and rejected steps.</param>
/// <param name="Converged">Whether the last step changed the cost by less than the tolerance.</param>
public sealed record RefinedHomography(Homography Homography, double Rms, int Iterations, bool Converged);
