using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Cluster;

/// <summary>Parts of a run under a scheduler that starts them late, twice or again, and loses nodes.</summary>
public class ClusterTaskTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public void The_parts_make_the_run_of_one_machine(int shards)
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 7);
        RunSettings settings = TinyRun.Settings("good,bad,throws", seeds: 2);
        TinyRun.Execute(dataset, settings, folder["one"]);
        ClusterFolder cluster = TinyCluster.Create(dataset, settings, folder["run"], shards);
        Assert.Equal(Math.Min(shards, 7), cluster.Missing().Count);
        Assert.Equal(42, cluster.Plan.Records.Sum());
        TinyCluster.Finish(cluster);
        Assert.Empty(cluster.Missing());
        TinyCluster.Merge(folder["run"]);
        Assert.Equal(TinyCluster.Content(folder["one"]), TinyCluster.Content(folder["run"]));
        Assert.Equal(TinyRun.Summary(folder["one"]).Verdicts, TinyRun.Summary(folder["run"]).Verdicts);
    }

    [Fact]
    public void A_task_goes_on_where_the_one_before_was_killed()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 8), TinyRun.Settings("good,bad"), folder["run"], 2);
        Shard shard = Shard.Of(2, 2);
        string killed = Killed(cluster, shard, after: 3);
        // It died in the middle of its fourth record.
        File.AppendAllText(Path.Combine(killed, RunFolder.PairsFile), "{\"pair\":\"data:homog");
        var seen = new List<int>();
        Assert.True(TinyCluster.Task(folder["run"], shard, new Collector(p => seen.Add(p.Resumed))));
        Assert.Equal([3, 3, 3, 3, 3], seen);
        Assert.Equal(8, TinyRun.Lines(cluster.PartOf(shard)).Length);
    }

    [Fact]
    public void A_record_torn_in_the_middle_costs_what_stands_behind_it()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 4), TinyRun.Settings("good"), folder["run"], 1);
        string file = Path.Combine(Killed(cluster, Shard.Whole, after: 3), RunFolder.PairsFile);
        string[] lines = File.ReadAllLines(file);
        lines[1] = new string('\0', lines[1].Length);
        File.WriteAllLines(file, lines);
        var seen = new List<int>();
        Assert.True(TinyCluster.Task(folder["run"], Shard.Whole, new Collector(p => seen.Add(p.Resumed))));
        Assert.Equal(1, seen[0]);
        TinyCluster.Merge(folder["run"]);
    }

    [Fact]
    public void An_orphan_of_a_lost_node_that_goes_on_writing_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 6);
        TinyRun.Execute(dataset, TinyRun.Settings("good"), folder["one"]);
        ClusterFolder cluster = TinyCluster.Create(dataset, TinyRun.Settings("good"), folder["run"], 1);
        bool? second = null;
        // The second attempt begins and ends while the first is in the middle of its work.
        bool first = TinyCluster.Task(folder["run"], Shard.Whole, new Collector(p => second = p.Done == 3 ? TinyCluster.Task(folder["run"], Shard.Whole) : second));
        Assert.True(second);
        Assert.False(first);
        Assert.False(TinyCluster.Task(folder["run"], Shard.Whole));
        TinyCluster.Merge(folder["run"]);
        Assert.Equal(TinyCluster.Content(folder["one"]), TinyCluster.Content(folder["run"]));
        // The orphan's own folder is still there and is not taken for a part.
        Assert.Single(cluster.AttemptsOf(Shard.Whole));
    }

    [Fact]
    public void Whatever_fails_and_however_often_nothing_is_lost_or_doubled()
    {
        // HYBRID_FAULT_RUNS=200 is the long form.
        int runs = int.TryParse(Environment.GetEnvironmentVariable("HYBRID_FAULT_RUNS"), System.Globalization.CultureInfo.InvariantCulture, out int asked) ? asked : 12;
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 6);
        TinyRun.Execute(dataset, TinyRun.Settings("good,bad"), folder["one"]);
        string expected = TinyCluster.Content(folder["one"]);
        for (int seed = 0; seed < runs; seed++)
        {
            var random = new Random(seed);
            string run = folder[FormattableString.Invariant($"run {seed}")];
            ClusterFolder cluster = TinyCluster.Create(dataset, TinyRun.Settings("good,bad"), run, 1 + random.Next(4));
            while (cluster.Missing() is { Count: > 0 } missing)
            {
                Shard shard = missing[random.Next(missing.Count)];
                switch (random.Next(4))
                {
                    case 0:
                        if (TryKill(cluster, shard, random.Next(4)) is { } killed)
                            Tear(Path.Combine(killed, RunFolder.PairsFile), random);
                        break;
                    case 1:
                        // Two at once: a requeued task and the one it stands for.
                        Parallel.For(0, 2, _ => TinyCluster.Task(run, shard));
                        break;
                    case 2:
                        Assert.Throws<InputException>(() => TinyCluster.Merge(run));
                        break;
                    default:
                        TinyCluster.Task(run, shard);
                        break;
                }
            }
            TinyCluster.Merge(run);
            Assert.Equal(expected, TinyCluster.Content(run));
        }
    }

    [Fact]
    public void Data_that_changed_since_the_submission_are_refused_by_task_and_merge()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 4), TinyRun.Settings("good"), folder["run"], 2);
        TinyCluster.Task(folder["run"], Shard.Of(1, 2));
        Files.Image(folder, "data/homography/scene_00/1.png", 30, 20);
        InputException error = Assert.Throws<InputException>(() => TinyCluster.Task(folder["run"], Shard.Of(2, 2)));
        Assert.Contains("(different: datasets)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(different: datasets)", ClusterStatus.Of(cluster, [])[1].Reason, StringComparison.Ordinal);
        Directory.Move(cluster.PartOf(Shard.Of(1, 2)), cluster.PartOf(Shard.Of(2, 2)));
        Directory.CreateDirectory(cluster.PartOf(Shard.Of(1, 2)));
        Assert.Contains("the datasets have changed", Assert.Throws<InputException>(() => TinyCluster.Merge(folder["run"])).Message, StringComparison.Ordinal);
        Assert.Contains("has 2 parts", Assert.Throws<InputException>(() => TinyCluster.Task(folder["run"], Shard.Of(1, 3))).Message, StringComparison.Ordinal);
    }

    /// <summary>A start of a task that ended after some records; its folder.</summary>
    internal static string Killed(ClusterFolder cluster, Shard shard, int after) => TryKill(cluster, shard, after) ?? throw new InvalidOperationException("The task came to its end.");

    /// <summary>The same; null where the task came to its end before.</summary>
    private static string? TryKill(ClusterFolder cluster, Shard shard, int after)
    {
        string[] before = [.. cluster.AttemptsOf(shard)];
        using var cancel = new CancellationTokenSource();
        if (after == 0)
            cancel.Cancel();
        try
        {
            TinyCluster.Task(cluster.Run, shard, new Collector(p =>
            {
                if (p.Done - p.Resumed >= after)
                    cancel.Cancel();
            }), cancel.Token);
            return null;
        }
        catch (OperationCanceledException)
        {
            string attempt = cluster.AttemptsOf(shard).Except(before).Single();
            // A kill leaves no last words.
            (TaskAttempt.Read(attempt)! with { EndedUtc = null, Reason = null }).Write(attempt);
            return attempt;
        }
    }

    private static void Tear(string file, Random random)
    {
        byte[] bytes = File.ReadAllBytes(file);
        int end = random.Next(bytes.Length + 1);
        File.WriteAllBytes(file, [.. bytes.AsSpan(0, end), .. random.Next(2) == 0 ? new byte[random.Next(40)] : []]);
    }

    private sealed class Collector(Action<RunProgress> then) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => then(value);
    }
}
