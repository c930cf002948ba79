using Hybrid.Geometry;

namespace Hybrid.Stitching;

/// <summary>What was found out about two images, and what it was used for.</summary>
public sealed record PairDecision
{
    /// <summary>Index of the first image.</summary>
    public required int A { get; init; }

    /// <summary>Index of the second image; above <see cref="A"/>.</summary>
    public required int B { get; init; }

    /// <summary>Whether the images are held to overlap.</summary>
    public required bool IsLinked { get; init; }

    /// <summary>Why.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The figures behind it, for people.</summary>
    public required string Evidence { get; init; }

    /// <summary>Probability that the homography is right, 0..1.</summary>
    public double Confidence { get; init; }

    /// <summary>A to B in the images' own pixels; null where none was found.</summary>
    public Homography? Homography { get; init; }

    /// <summary>Matches that agree with it, in the images' own pixels.</summary>
    public IReadOnlyList<PointMatch> Inliers { get; init; } = [];

    /// <summary>Matches that the estimation saw.</summary>
    public int MatchCount { get; init; }

    /// <summary>Fraction of A that lies in B.</summary>
    public double Overlap { get; init; }

    /// <summary>What was tried.</summary>
    public IReadOnlyList<ProvenanceStep> Steps { get; init; } = [];
}
