namespace Hybrid.Stitching;

/// <summary>How the pairs to compare are chosen where there are too many images to compare all with all.</summary>
public enum PairChoice
{
    /// <summary>Neighbours in the sequence, and images whose features are distributed alike.</summary>
    Features,

    /// <summary>Those candidates ranked by the overlap that a network predicts; the best are compared.</summary>
    Overlap,
}
