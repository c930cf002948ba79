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
    public OverlapResult Find(ImagePair pair, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        OverlapResult seen = finder.Find(pair, cancellationToken);
        if (seen.Overlaps)
            return seen with { MethodRequested = Name };
        try
        {
            OverlapResult aligned = new ClassicOverlap(aligner.Value).Find(pair, cancellationToken);
            (OverlapResult taken, OverlapResult left) = aligned.Overlaps ? (aligned, seen) : (seen, aligned);
            left.Dispose();
            return taken with
            {
                MethodRequested = Name,
                Provenance = aligned.Overlaps ? [.. seen.Provenance, .. aligned.Provenance] : seen.Provenance,
                Milliseconds = seen.Milliseconds + aligned.Milliseconds,
            };
        }
        catch
        {
            seen.Dispose();
            throw;
        }
    }
}
