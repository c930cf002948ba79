using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Cluster;

public class ClusterEstimateTests
{
    [Fact]
    public void The_intervals_hold_what_a_run_takes()
    {
        // Long-tailed times, as methods with fallbacks have: a sample of 40 of 5000 pairs, then the whole run, list-scheduled.
        int held = 0, tries = 200;
        for (int seed = 0; seed < tries; seed++)
        {
            var random = new Random(seed);
            double[] all = [.. Enumerable.Range(0, 5000).Select(_ => random.NextDouble() < 0.1 ? 4 + 4 * random.NextDouble() : 0.5 + random.NextDouble())];
            ClusterEstimate estimate = ClusterEstimate.Of(all[..40], all.Length, 1, 4, 2);
            double hours = (all.Sum() + estimate.Shards * 1.0) / 3600 / 2;
            held += estimate.NodeHours.Low <= hours && hours <= estimate.NodeHours.High ? 1 : 0;
        }
        // BCa intervals of long-tailed samples of 40 hold the mean a little less often than they say.
        Assert.InRange(held / (double)tries, 0.88, 0.99);
    }

    [Fact]
    public void Parts_are_many_enough_to_share_out_and_long_enough_to_be_worth_a_start()
    {
        double[] second = [.. Enumerable.Repeat(1.0, 10)];
        ClusterEstimate usual = ClusterEstimate.Of(second, 100_000, 2, 8, 4);
        Assert.Equal(1024, usual.Shards);
        Assert.InRange(usual.Efficiency, 0.95, 1);
        Assert.Equal(32 * (100_000 / 1024.0 + 2), usual.WallSeconds.Value, 1e-6);
        // Little work: parts of less than ten seconds would be starts alone.
        Assert.Equal(10, ClusterEstimate.Of(second, 100, 0.1, 8, 4).Shards);
        // Much work: no part is longer than an hour.
        Assert.InRange(ClusterEstimate.Of(second, 100_000_000, 2, 8, 4).ShardSeconds.Value, 1800, 3605);
        Assert.Equal(5, ClusterEstimate.Of(second, 100_000, 2, 8, 4, shards: 5).Shards);
        Assert.Throws<InputException>(() => ClusterEstimate.Of(second[..5], 100, 1, 1, 1));
    }

    [Fact]
    public void A_sample_is_measured_pair_by_pair()
    {
        using var folder = new TemporaryFolder();
        (IReadOnlyList<double> seconds, int pairs) = ClusterSample.Measure([TinyRun.Dataset(folder, 9)], TinyRun.Settings("slow"), 6, FakeMethod.Create);
        Assert.Equal((6, 9), (seconds.Count, pairs));
        // The method sleeps for 20 ms.
        Assert.All(seconds, s => Assert.InRange(s, 0.015, 60));
    }
}
