namespace Hybrid.Geometry;

/// <summary>How <see cref="MarginalizedRefit"/> refits.</summary>
public sealed record MarginalizedRefitOptions
{
    /// <summary>Largest noise of an inlier in pixels; matches beyond 3.64 times it do not count.</summary>
    public double MaxSigma { get; init; } = 2;

    /// <summary>The distance to minimise.</summary>
    public TransferErrorKind Error { get; init; } = TransferErrorKind.Sampson;

    /// <summary>
    /// Rounds, each with half the noise bound of the one before, the last with <see cref="MaxSigma"/>: a rough start
    /// gathers its inliers in the wide ones.
    /// </summary>
    public int Rounds { get; init; } = 2;

    /// <summary>Most iterations of each round.</summary>
    public int MaxIterations { get; init; } = 20;
}
