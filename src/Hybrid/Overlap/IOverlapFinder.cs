namespace Hybrid.Overlap;

/// <summary>Finds what two images share. Safe for concurrent use.</summary>
public interface IOverlapFinder
{
    /// <summary>Name in the catalogue.</summary>
    string Name { get; }

    /// <summary>Both masks.</summary>
    /// <param name="pair">The images; not modified.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Masks of the images' own sizes, to be disposed by the caller; without a set pixel where nothing is shared.</returns>
    OverlapResult Find(ImagePair pair, CancellationToken cancellationToken = default);
}
