using Hybrid.Classical;
using Hybrid.Neural;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>Tentative matches from a network for features, matched by nearest neighbours or by a network.</summary>
/// <param name="features">The network for features.</param>
/// <param name="matcher">The network for matching; null means mutual nearest neighbours.</param>
/// <param name="settings">Threads.</param>
public sealed class LearnedMatches(Lazy<FeatureNetwork> features, Lazy<MatchNetwork>? matcher, AlignerSettings settings) : ITentativeSource
{
    // Learned descriptors have no ratio to speak of; their authors ask for a cosine of at least 0.82 instead.
    private const float LeastCosine = 0.82f;
    private const float LeastScore = 0.1f;

    /// <inheritdoc />
    public string Name => matcher is null ? features.Value.Description : $"{features.Value.Description}+{matcher.Value.Description}";

    /// <inheritdoc />
    public TentativeMatches Match(ImagePair pair, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pair);
        bool turned = features.Value.PrefersTurned(pair.A.Size());
        LearnedFeatures a = features.Value.Extract(pair.GrayA, turned);
        cancellationToken.ThrowIfCancellationRequested();
        LearnedFeatures b = features.Value.Extract(pair.GrayB, turned);
        cancellationToken.ThrowIfCancellationRequested();
        if (a.Points.Count < 2 || b.Points.Count < 2)
            return new TentativeMatches([], []);
        return matcher is null ? Nearest(a, b) : Learned(matcher.Value, a, b);
    }

    private TentativeMatches Nearest(LearnedFeatures a, LearnedFeatures b)
    {
        Neighbours found = BruteForceMatcher.Match(Set(a), Set(b), settings.Threads);
        var strong = new List<PointMatch>();
        var weak = new List<PointMatch>();
        for (int i = 0; i < a.Points.Count; i++)
        {
            int j = found.First[i];
            if (j < 0 || found.Reverse[j] != i)
                continue;
            float cosine = 0;
            for (int d = 0; d < a.Dimension; d++)
                cosine += a.Descriptors[i * a.Dimension + d] * b.Descriptors[j * b.Dimension + d];
            (cosine >= LeastCosine ? strong : weak).Add(new PointMatch(a.Points[i], b.Points[j], cosine));
        }
        return new TentativeMatches(strong, weak);
    }

    private static TentativeMatches Learned(MatchNetwork network, LearnedFeatures a, LearnedFeatures b)
    {
        var strong = new List<PointMatch>();
        var weak = new List<PointMatch>();
        foreach ((int i, int j, float score) in network.Match(a, b))
            (score >= LeastScore ? strong : weak).Add(new PointMatch(a.Points[i], b.Points[j], score));
        return new TentativeMatches(strong, weak);
    }

    private static FeatureSet Set(LearnedFeatures features) => new(
        [.. features.Points.Select(p => new KeyPoint((float)p.X, (float)p.Y, 8))], features.Descriptors, features.Dimension);
}
