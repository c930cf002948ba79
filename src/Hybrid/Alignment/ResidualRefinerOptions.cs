namespace Hybrid.Alignment;

/// <summary>How dense residual flow refines a homography.</summary>
public sealed record ResidualRefinerOptions
{
    /// <summary>Long side of the frame in which flow is computed.</summary>
    public int LongSide { get; init; } = 1600;

    /// <summary>Flow is trusted where forward and backward flow close to within this many pixels.</summary>
    public double MaxCycleError { get; init; } = 0.7;

    /// <summary>Flow is trusted where its own confidence, if it has one, is at least this.</summary>
    public double MinConfidence { get; init; } = 0.3;

    /// <summary>Spacing in pixels of the flow vectors that the homography is refitted to.</summary>
    public int Stride { get; init; } = 6;

    /// <summary>Inlier threshold of the refit in pixels of the frame.</summary>
    public double Threshold { get; init; } = 1.5;

    /// <summary>
    /// Whether a refinement must be verified to replace its start. Off is for studies: it shows what verification costs
    /// and saves.
    /// </summary>
    public bool Verify { get; init; } = true;

    /// <summary>How often the pair is warped by the improved homography and flow is computed anew.</summary>
    public int Rounds { get; init; } = 1;
}
