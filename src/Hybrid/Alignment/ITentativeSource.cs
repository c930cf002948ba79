using Hybrid.Classical;

namespace Hybrid.Alignment;

/// <summary>Finds tentative matches of a pair in its own way. Immutable and thread-safe.</summary>
public interface ITentativeSource
{
    /// <summary>Name in provenance.</summary>
    string Name { get; }

    /// <summary>Matches in pixels of the pair's images.</summary>
    /// <param name="pair">The images; not modified.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    TentativeMatches Match(ImagePair pair, CancellationToken cancellationToken);
}
