using Hybrid.Classical;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment.Learned;

/// <summary>The attempt with a network's features: what finds and describes keypoints, and what matches them. Immutable and thread-safe.</summary>
/// <param name="Features">Keypoints and descriptors; loaded when first needed.</param>
/// <param name="Matcher">The network that matches them; null means mutual nearest neighbours.</param>
public sealed record LearnedStart(Lazy<IFeatureSource> Features, Lazy<MatchNetwork>? Matcher)
{
    /// <summary>Name in provenance; loads the networks.</summary>
    /// <exception cref="InputException">A model is missing or cannot be used.</exception>
    public string Name => Matcher is null ? Features.Value.Name : $"{Features.Value.Name}+{Matcher.Value.Description}";

    // LightGlue's filter, as its authors set it.
    private const float LeastScore = 0.1f;

    /// <summary>Tentative matches of two images, as indices into their features, with a score 0..1 or a cosine.</summary>
    /// <param name="a">Features of A.</param>
    /// <param name="b">Features of B.</param>
    /// <param name="threads">Threads of the search; 0 means all cores.</param>
    internal IReadOnlyList<(int A, int B, float Score)> Match(LearnedFeatures a, LearnedFeatures b, int threads)
    {
        if (a.Points.Count < 2 || b.Points.Count < 2)
            return [];
        if (Matcher is { } network)
            return [.. network.Value.Match(a, b).Where(m => m.Score >= LeastScore)];
        Neighbours found = BruteForceMatcher.Match(SetOf(a), SetOf(b), threads);
        var matches = new List<(int, int, float)>();
        for (int i = 0; i < a.Points.Count; i++)
        {
            int j = found.First[i];
            // Of unit vectors |p − q|² = 2 − 2 p·q.
            float cosine = 1 - found.FirstDistance[i] * found.FirstDistance[i] / 2;
            if (j >= 0 && found.Reverse[j] == i && cosine >= Features.Value.LeastCosine)
                matches.Add((i, j, cosine));
        }
        return matches;
    }

    /// <summary>The features as the classical matchers take them.</summary>
    internal static FeatureSet SetOf(LearnedFeatures features) => new(
        [.. features.Points.Select(p => new KeyPoint((float)p.X, (float)p.Y, 8))], features.Descriptors, features.Dimension);
}
