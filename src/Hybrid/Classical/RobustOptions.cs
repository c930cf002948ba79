namespace Hybrid.Classical;

/// <summary>How a homography is estimated among outliers.</summary>
public sealed record RobustOptions
{
    /// <summary>The estimator.</summary>
    public RobustMethod Method { get; init; } = RobustMethod.Magsac;

    /// <summary>Inlier threshold on the transfer error in B, in pixels.</summary>
    public double Threshold { get; init; } = 3;

    /// <summary>Most samples drawn.</summary>
    public int MaxIterations { get; init; } = 10_000;

    /// <summary>Sampling stops when an all-inlier sample has been drawn with this probability.</summary>
    public double Confidence { get; init; } = 0.9999;

    /// <summary>Seed of the samples.</summary>
    public int Seed { get; init; }
}
