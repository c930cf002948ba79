namespace Hybrid.Alignment;

/// <summary>Improves an alignment that something else found. Immutable and thread-safe.</summary>
public interface IRefiner
{
    /// <summary>Name in provenance, e.g. <c>dis</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Refines <paramref name="start"/>; returns it unchanged but for a provenance line where it cannot be improved. The
    /// name of the method that is used stays the start's: it is for the method that refines to give its own.
    /// </summary>
    /// <param name="pair">The images; not modified.</param>
    /// <param name="start">An alignment with a homography.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    AlignmentResult Refine(ImagePair pair, AlignmentResult start, CancellationToken cancellationToken = default);
}
