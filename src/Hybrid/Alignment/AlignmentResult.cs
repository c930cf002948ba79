using Hybrid.Geometry;
using Hybrid.Imaging;

namespace Hybrid.Alignment;

/// <summary>
/// What an aligner found out about a pair. Holds no native memory. A failed alignment keeps its evidence:
/// provenance always, and the best rejected model where there was one.
/// </summary>
public sealed record AlignmentResult : MethodResult
{
    /// <summary>A to B, in pixels of the images as given; null where none was found.</summary>
    public Homography? Homography { get; init; }

    /// <summary>Matches that agree with the homography.</summary>
    public IReadOnlyList<PointMatch> Inliers { get; init; } = [];

    /// <summary>Number of tentative matches that the estimation saw.</summary>
    public int MatchCount { get; init; }

    /// <summary>Probability that the homography is right, 0..1: see <see cref="Verification.AlignmentVerifier"/>.</summary>
    public double Confidence { get; init; }

    /// <summary>Fraction of A that lies inside B under the homography, 0..1.</summary>
    public double Overlap { get; init; }

    /// <summary>Share of the overlap's textured places on which the homography holds, 0..1; 0 where none could be compared.</summary>
    public double Extent { get; init; }

    /// <summary>Dense flow A to B of A's size; null where the homography's own flow is the answer.</summary>
    public FlowField? Flow { get; init; }

    /// <summary>Confidence of each flow vector, 0..1, of A's size; null where there is no dense flow.</summary>
    public ScalarMap? FlowConfidence { get; init; }

    /// <summary>Matches of features, false ones and those of other surfaces among them.</summary>
    internal IReadOnlyList<PointMatch> Tentative { get; init; } = [];

    /// <summary>Whether nothing spoke for an overlap, so that nothing costly is to be tried after it.</summary>
    internal bool IsHopeless { get; init; }

    /// <summary>This result with one line of provenance more.</summary>
    internal AlignmentResult WithStep(ProvenanceStep step) => this with { Provenance = [.. Provenance, step] };

    /// <summary>This result of refining a start, named by the method that refined it if any of the refinement's steps was accepted.</summary>
    internal AlignmentResult NamedAfter(AlignmentResult start, string method)
    {
        bool accepted = Provenance.Skip(start.Provenance.Count).Any(s => s.Outcome == StepOutcome.Accepted);
        return this with { MethodUsed = accepted ? method : start.MethodUsed };
    }
}
