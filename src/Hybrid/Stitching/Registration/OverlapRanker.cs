using Hybrid.Imaging;
using Hybrid.Neural;

namespace Hybrid.Stitching.Registration;

/// <summary>Ranks pairs of views by the overlap that a network predicts, and keeps the best.</summary>
/// <param name="network">Run by one thread at a time a pair; not owned.</param>
/// <param name="options">How many pairs are kept, and threads.</param>
internal sealed class OverlapRanker(OverlapNet network, StitchOptions options)
{
    // A coarse look tells neighbours from strangers, at a quarter of the usual cost.
    private const int LongSide = 160;
    private const int LeastPartners = 2;

    /// <summary>The best of the candidates, in order: at most <see cref="StitchOptions.PairShare"/> of all pairs, and two a view at the least.</summary>
    public IReadOnlyList<(int A, int B)> Choose(IReadOnlyList<View> views, IReadOnlyList<(int A, int B)> candidates, CancellationToken cancellation)
    {
        double[] scores = new double[candidates.Count];
        ParallelOptions parallel = Concurrency.Options(options.Threads, cancellation);
        Parallel.For(0, scores.Length, parallel, k => scores[k] = Score(views[candidates[k].A], views[candidates[k].B]));
        (int A, int B)[] ranked = [.. Enumerable.Range(0, scores.Length).OrderByDescending(k => scores[k]).ThenBy(k => k).Select(k => candidates[k])];
        int most = Math.Max(1, (int)(options.PairShare * views.Count * (views.Count - 1) / 2));
        var kept = new SortedSet<(int A, int B)>();
        int[] partners = new int[views.Count];
        // A view without a partner is lost for certain, so each view's best come before the best of all.
        foreach ((int a, int b) in ranked.Where(p => partners[p.A] < LeastPartners || partners[p.B] < LeastPartners))
        {
            if (partners[a] >= LeastPartners && partners[b] >= LeastPartners)
                continue;
            partners[a]++;
            partners[b]++;
            kept.Add((a, b));
        }
        foreach ((int A, int B) pair in ranked)
        {
            if (kept.Count >= most)
                break;
            kept.Add(pair);
        }
        return [.. kept];
    }

    private double Score(View a, View b)
    {
        OverlapLogits logits = network.Predict(a.Gray, b.Gray, LongSide);
        return logits.Probability * (0.01 + Share(logits.A) + Share(logits.B));
    }

    private static double Share(ScalarMap logits) => logits.Data.Count(v => v > 0) / (double)logits.Data.Length;
}
