using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Cluster;

/// <summary>What a run will take on a cluster, from the times of a sample of its pairs.</summary>
/// <param name="Shards">Number of parts to cut it into.</param>
/// <param name="PairsPerShard">Pairs of a part, on average.</param>
/// <param name="PairSeconds">Mean time of a pair by all methods, s, with its 95 % interval.</param>
/// <param name="ShardSeconds">Time of a part, its start included, s.</param>
/// <param name="WallSeconds">Time from the first task's start to the last one's end, s.</param>
/// <param name="NodeHours">Time of all nodes, h.</param>
/// <param name="Efficiency">Work over the time that the nodes are taken, 0..1.</param>
public sealed record ClusterEstimate(
    int Shards, double PairsPerShard, Estimate PairSeconds, Estimate ShardSeconds, Estimate WallSeconds, Estimate NodeHours, double Efficiency)
{
    /// <summary>Pairs that a sample takes: with fewer there is no interval.</summary>
    public const int MinSample = PairedComparison.MinPairs;

    /// <summary>Highest index of an array task that Slurm takes by default (<c>MaxArraySize</c> − 1).</summary>
    public const int DefaultMaxArray = 1000;

    // Where one node in fifty is three times slower, 32 parts a worker keep nine tenths of the nodes' time, 8 three quarters
    // (tools/cluster/figures.md). A start costs a twentieth of a part at most.
    private const int PartsPerWorker = 32, StartsPerPart = 20;
    private const double MinShardSeconds = 10, MaxShardSeconds = 3600;

    /// <summary>Predicts.</summary>
    /// <param name="sample">Seconds of pairs chosen at random, all methods and seeds and the reading of the pair together.</param>
    /// <param name="pairs">Pairs of the whole run.</param>
    /// <param name="startSeconds">Time from a task's start to its first pair, s.</param>
    /// <param name="nodes">Nodes.</param>
    /// <param name="tasksPerNode">Tasks that a node runs at a time.</param>
    /// <param name="shards">Number of parts; 0 chooses.</param>
    /// <exception cref="InputException">The sample is too small.</exception>
    public static ClusterEstimate Of(IReadOnlyList<double> sample, int pairs, double startSeconds, int nodes, int tasksPerNode, int shards = 0)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Count < MinSample)
            throw new InputException($"a sample of {sample.Count} pairs gives no interval; take at least {MinSample}");
        double mean = sample.Average();
        // Every pair of a small run may be in the sample: then nothing is left to chance but the machine.
        Interval interval = Bootstrap.MeanInterval([.. sample], seed: 0);
        int workers = nodes * tasksPerNode;
        if (shards == 0)
            shards = ShardsFor(mean * pairs, startSeconds, workers, pairs);
        double waves = Math.Ceiling(shards / (double)workers);
        Estimate Scaled(double factor, double offset) => new(mean * factor + offset, interval.Low * factor + offset, interval.High * factor + offset);
        double perShard = pairs / (double)shards;
        Estimate wall = Scaled(waves * perShard, waves * startSeconds);
        return new ClusterEstimate(
            shards, perShard, Scaled(1, 0), Scaled(perShard, startSeconds), wall,
            Scaled(pairs / 3600.0 / tasksPerNode, shards * startSeconds / 3600 / tasksPerNode), mean * pairs / (workers * wall.Value));
    }

    private static int ShardsFor(double work, double startSeconds, int workers, int pairs)
    {
        double shortest = Math.Max(MinShardSeconds, StartsPerPart * startSeconds);
        double wanted = Math.Max(PartsPerWorker * (double)workers, work / MaxShardSeconds);
        return (int)Math.Clamp(Math.Min(wanted, work / shortest), 1, Math.Max(1, pairs));
    }
}
