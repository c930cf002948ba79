using Hybrid.Geometry;
using Hybrid.Imaging;

namespace Hybrid.Alignment;

/// <summary>
/// What an aligner found out about a pair. Holds no native memory. A failed alignment keeps its evidence:
/// provenance always, and the best rejected model where there was one.
/// </summary>
public sealed record AlignmentResult
{
    /// <summary>Whether it may be used.</summary>
    public required ResultStatus Status { get; init; }

    /// <summary>Why it has this status.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The method asked for, e.g. <c>auto</c>.</summary>
    public required string MethodRequested { get; init; }

    /// <summary>The method whose result this is, e.g. <c>classic</c>.</summary>
    public required string MethodUsed { get; init; }

    /// <summary>A to B, in pixels of the images as given; null where none was found.</summary>
    public Homography? Homography { get; init; }

    /// <summary>Matches that agree with the homography.</summary>
    public IReadOnlyList<PointMatch> Inliers { get; init; } = [];

    /// <summary>Number of tentative matches that the estimation saw.</summary>
    public int MatchCount { get; init; }

    /// <summary>Probability that the homography is right, 0..1, by weights set by hand: see <c>AlignmentVerifier</c>.</summary>
    public double Confidence { get; init; }

    /// <summary>Fraction of A that lies inside B under the homography, 0..1.</summary>
    public double Overlap { get; init; }

    /// <summary>Dense flow A to B of A's size; null where the homography's own flow is the answer.</summary>
    public FlowField? Flow { get; init; }

    /// <summary>Confidence of each flow vector, 0..1, of A's size; null where there is no dense flow.</summary>
    public ScalarMap? FlowConfidence { get; init; }

    /// <summary>Every decision on the way, in order.</summary>
    public IReadOnlyList<ProvenanceStep> Provenance { get; init; } = [];

    /// <summary>Total wall-clock time in milliseconds.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Whether <see cref="Status"/> is <see cref="ResultStatus.Ok"/>.</summary>
    public bool IsOk => Status == ResultStatus.Ok;
}
