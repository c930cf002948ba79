using Hybrid.Overlap;

namespace Hybrid.Alignment;

/// <summary>
/// One finder, and where it sees nothing in common a second look by an aligner: what can be aligned overlaps, so that the two
/// never contradict each other.
/// </summary>
/// <param name="finder">Asked first.</param>
/// <param name="aligner">Asked where the finder sees nothing; made when first needed.</param>
public sealed class ConfirmedOverlap(IOverlapFinder finder, Lazy<IAligner> aligner) : IOverlapFinder
{
    /// <inheritdoc />
    public string Name => OverlapCatalogue.Default;

    /// <inheritdoc />
    public OverlapMasks Find(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        OverlapMasks seen = finder.Find(pair, cancellationToken);
        if (seen.Overlaps)
            return seen;
        try
        {
            OverlapMasks aligned = new ClassicOverlap(aligner.Value).Find(pair, cancellationToken);
            if (aligned.Overlaps)
            {
                IReadOnlyList<ProvenanceStep> history = [.. seen.Provenance, .. aligned.Provenance];
                seen.Dispose();
                return new OverlapMasks(aligned.Method, aligned.A, aligned.B, aligned.Probability) { Reason = aligned.Reason, Provenance = history };
            }
            aligned.Dispose();
            return seen;
        }
        catch
        {
            seen.Dispose();
            throw;
        }
    }
}
