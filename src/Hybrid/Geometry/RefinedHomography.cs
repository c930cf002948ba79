namespace Hybrid.Geometry;

/// <summary>What a refinement found.</summary>
/// <param name="Homography">The refined map; the start where nothing could be refined.</param>
/// <param name="Rms">
/// Root mean square in pixels of the minimised distance over the matches, each weighted as the loss weights it; NaN
/// where no match could be used.
/// </param>
/// <param name="Iterations">Iterations used, accepted or not.</param>
/// <param name="Converged">Whether the cost stopped falling before the iterations ran out.</param>
public sealed record RefinedHomography(Homography Homography, double Rms, int Iterations, bool Converged)
{
    /// <summary>Robust cost of the start, in squared pixels.</summary>
    public double StartCost { get; init; } = double.NaN;

    /// <summary>Robust cost of the result, never above <see cref="StartCost"/>.</summary>
    public double Cost { get; init; } = double.NaN;

    /// <summary>Matches used: those in front of the start's horizon, with positive weight.</summary>
    public int MatchesUsed { get; init; }
}
