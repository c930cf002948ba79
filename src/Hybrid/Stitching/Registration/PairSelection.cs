using System.Numerics.Tensors;
using Hybrid.Classical;
using Hybrid.Neural;

namespace Hybrid.Stitching.Registration;

/// <summary>
/// Chooses which images are compared: all with all where there are few, else each with its neighbours in the sequence
/// and with those whose features are distributed alike.
/// </summary>
/// <remarks>Jégou et al., Aggregating local descriptors into a compact image representation, CVPR 2010 (VLAD).</remarks>
internal static class PairSelection
{
    private const int Words = 32;

    // The network looks at so many times as many candidates as there are partners to be compared.
    private const int Wider = 3;

    /// <summary>Pairs of positions in <paramref name="views"/>, the first below the second, in order.</summary>
    public static IReadOnlyList<(int A, int B)> Choose(IReadOnlyList<View> views, StitchOptions options, CancellationToken cancellation = default)
    {
        int n = views.Count;
        if (n <= options.AllPairsUpTo)
            return [.. from a in Enumerable.Range(0, n) from b in Enumerable.Range(a + 1, n - a - 1) select (a, b)];
        if (options.Pairs == PairChoice.Features)
            return Alike(views, options.Partners, options.Seed);
        OverlapNet network = OverlapNet.Shared(OverlapNet.DefaultModel, options.ModelFolder, 1);
        return new OverlapRanker(network, options).Choose(views, Alike(views, Wider * options.Partners, options.Seed), cancellation);
    }

    private static IReadOnlyList<(int A, int B)> Alike(IReadOnlyList<View> views, int partners, int seed)
    {
        int n = views.Count;
        float[][] descriptors = Describe(views, seed);
        var chosen = new SortedSet<(int, int)>();
        for (int i = 0; i < n; i++)
        {
            if (i + 1 < n)
                chosen.Add((i, i + 1));
            var likely = Enumerable.Range(0, n).Where(j => j != i)
                .Select(j => (j, Score: TensorPrimitives.Dot<float>(descriptors[i], descriptors[j])))
                .OrderByDescending(p => p.Score).ThenBy(p => p.j).Take(partners);
            foreach ((int j, _) in likely)
                chosen.Add((Math.Min(i, j), Math.Max(i, j)));
        }
        return [.. chosen];
    }

    private static float[][] Describe(IReadOnlyList<View> views, int seed)
    {
        int dimension = views.Max(v => v.Features.Dimension);
        FeatureSet[] sets = [.. views.Select(v => v.Features).Where(f => f.Floats.Length > 0)];
        if (sets.Length == 0)
            return [.. views.Select(_ => new float[1])];
        float[] words = Vocabulary(sets, dimension, seed);
        var descriptors = new float[views.Count][];
        Concurrency.For(0, views.Count, i => descriptors[i] = Aggregate(views[i].Features, words, dimension));
        return descriptors;
    }

    /// <summary>A few rounds of k-means over a sample of all features.</summary>
    private static float[] Vocabulary(FeatureSet[] sets, int dimension, int seed)
    {
        const int sample = 4096;
        var random = new Random(seed);
        var features = new float[sample][];
        for (int i = 0; i < sample; i++)
        {
            FeatureSet set = sets[random.Next(sets.Length)];
            features[i] = set.Floats.AsSpan(random.Next(set.Count) * dimension, dimension).ToArray();
        }
        var words = new float[Words * dimension];
        for (int w = 0; w < Words; w++)
            features[w * (sample / Words)].CopyTo(words, w * dimension);
        for (int round = 0; round < 6; round++)
        {
            int[] nearest = NearestOf(features, words, dimension);
            var sums = new float[words.Length];
            var counts = new int[Words];
            for (int i = 0; i < sample; i++)
            {
                Span<float> sum = sums.AsSpan(nearest[i] * dimension, dimension);
                TensorPrimitives.Add(sum, features[i], sum);
                counts[nearest[i]]++;
            }
            for (int w = 0; w < Words; w++)
            {
                if (counts[w] > 0)
                    TensorPrimitives.Divide(sums.AsSpan(w * dimension, dimension), counts[w], words.AsSpan(w * dimension, dimension));
            }
        }
        return words;
    }

    private static int[] NearestOf(float[][] features, float[] words, int dimension)
    {
        var nearest = new int[features.Length];
        Concurrency.For(0, nearest.Length, i => nearest[i] = Nearest(features[i], words, dimension));
        return nearest;
    }

    private static float[] Aggregate(FeatureSet features, float[] words, int dimension)
    {
        var sum = new float[words.Length];
        for (int i = 0; i < features.Count && features.Floats.Length > 0; i++)
        {
            ReadOnlySpan<float> f = features.Floats.AsSpan(i * dimension, dimension);
            int w = Nearest(f, words, dimension);
            Span<float> cell = sum.AsSpan(w * dimension, dimension);
            for (int k = 0; k < dimension; k++)
                cell[k] += f[k] - words[w * dimension + k];
        }
        for (int w = 0; w < Words; w++)
            Normalize(sum.AsSpan(w * dimension, dimension));
        Normalize(sum);
        return sum;
    }

    private static void Normalize(Span<float> v)
    {
        float norm = TensorPrimitives.Norm<float>(v);
        if (norm > 0)
            TensorPrimitives.Divide(v, norm, v);
    }

    private static int Nearest(ReadOnlySpan<float> f, float[] words, int dimension)
    {
        int best = 0;
        float least = float.PositiveInfinity;
        for (int w = 0; w < Words; w++)
        {
            float d = TensorPrimitives.Distance(f, words.AsSpan(w * dimension, dimension));
            if (d < least)
                (best, least) = (w, d);
        }
        return best;
    }
}
