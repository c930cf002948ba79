namespace Hybrid.Stitching;

/// <summary>What a person decided about images and pairs, and what an earlier run found out.</summary>
public sealed record StitchInstructions
{
    /// <summary>Names of images to leave out.</summary>
    public IReadOnlyCollection<string> Excluded { get; init; } = [];

    /// <summary>Name of the image that the others are arranged around; null to choose it by the graph.</summary>
    public string? Pinned { get; init; }

    /// <summary>Pairs of an earlier run; where there are any, no other pair is compared.</summary>
    public IReadOnlyList<KnownPair> Pairs { get; init; } = [];

    /// <summary>Whether an image's features are needed.</summary>
    internal bool NeedsFeatures(string name) =>
        Pairs.Count == 0 || Pairs.Any(p => (p.A == name || p.B == name) && p.Link == PairLink.Force && p.Homography is null);
}
