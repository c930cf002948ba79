using Hybrid.Geometry;

namespace Hybrid.Neural;

/// <summary>What photometric registration ended with.</summary>
/// <param name="Homography">A to B, in the images' own pixels.</param>
/// <param name="Correlation">Correlation of A and the warped B at the finest level, −1..1, weighted as in the fit; NaN where they do not overlap.</param>
/// <param name="Converged">The finest level ended because steps became small, and no level lost the overlap.</param>
/// <param name="Iterations">Steps tried, all levels together.</param>
public readonly record struct PhotometricResult(Homography Homography, double Correlation, bool Converged, int Iterations);
