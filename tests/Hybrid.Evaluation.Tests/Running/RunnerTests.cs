using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Running;

public class RunnerTests
{
    [Fact]
    public void Records_do_not_depend_on_the_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder);
        TinyRun.Execute(dataset, TinyRun.Settings("good,bad,throws", seeds: 2, threads: 1), folder["one"]);
        TinyRun.Execute(dataset, TinyRun.Settings("good,bad,throws", seeds: 2, threads: 4), folder["four"]);
        Assert.Equal(72, TinyRun.Lines(folder["one"]).Length);
        Assert.Equal(TinyRun.Lines(folder["one"]), TinyRun.Lines(folder["four"]));
    }

    [Fact]
    public void A_method_that_throws_gives_up_or_talks_nonsense_is_a_recorded_failure()
    {
        using var folder = new TemporaryFolder();
        TinyRun.Execute(TinyRun.Dataset(folder, 3), TinyRun.Settings("throws,nonsense,gives-up,good"), folder["run"]);
        var summary = TinyRun.Summary(folder["run"]).Methods.ToDictionary(m => m.Key, m => m.Value);
        Assert.Equal([3, 3, 3, 0], new[] { "throws", "nonsense", "gives-up", "good" }.Select(m => (int)summary[m].Failures));
        Assert.Equal(0, summary["throws"].Metrics["auc@10"]);
        Assert.Equal(50, summary["throws"].Metrics["transfer_error_px"]);
        Assert.Equal(5, summary["gives-up"].Metrics["rejected_error_px"], 1e-9);
        Assert.Equal(3, summary["good"].N);
        string[] lines = File.ReadAllLines(Path.Combine(folder["run"], RunFolder.PairsFile));
        Assert.Contains(lines, l => l.Contains("\"reason\":\"exception\"", StringComparison.Ordinal) && l.Contains("InvalidOperationException: no luck with this one", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("\"reason\":\"invalid-result\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_cut_off_at_any_byte_resumes_to_the_same_result()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 5);
        RunSettings settings = TinyRun.Settings("good,bad");
        TinyRun.Execute(dataset, settings, folder["whole"]);
        string[] expected = TinyRun.Records(folder["whole"]);
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder["whole"], RunFolder.PairsFile));
        for (int cut = 0; cut < bytes.Length; cut += 131)
        {
            string path = folder[FormattableString.Invariant($"cut {cut}")];
            Directory.CreateDirectory(path);
            File.Copy(Path.Combine(folder["whole"], RunFolder.RunFile), Path.Combine(path, RunFolder.RunFile));
            File.WriteAllBytes(Path.Combine(path, RunFolder.PairsFile), bytes[..cut]);
            TinyRun.Execute(dataset, settings, path);
            Assert.Equal(expected, TinyRun.Records(path));
        }
    }

    [Fact]
    public void A_cancelled_run_keeps_what_it_has_and_continues()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder);
        RunSettings settings = TinyRun.Settings("slow");
        using var cancel = new CancellationTokenSource();
        var progress = new Collector(p =>
        {
            if (p.Done >= 3)
                cancel.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => TinyRun.Execute(dataset, settings, folder["run"], progress, cancel.Token));
        int kept = TinyRun.Records(folder["run"]).Length;
        Assert.InRange(kept, 3, 11);
        var second = new Collector(_ => { });
        TinyRun.Execute(dataset, settings, folder["run"], second);
        Assert.Equal(12, TinyRun.Records(folder["run"]).Length);
        Assert.All(second.Seen, p => Assert.Equal(kept, p.Resumed));
        Assert.Equal(12, second.Seen.Max(p => p.Done));
    }

    [Fact]
    public void A_folder_of_another_configuration_is_refused_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 3);
        TinyRun.Execute(dataset, TinyRun.Settings("good"), folder["run"]);
        byte[] before = File.ReadAllBytes(Path.Combine(folder["run"], RunFolder.PairsFile));
        foreach ((RunSettings settings, string difference) in new[] { (TinyRun.Settings("bad"), "(different: methods)"), (TinyRun.Settings("good,bad", limit: 2), "(different: datasets, limit)"), (TinyRun.Settings("good", seeds: 2), "seeds"), (TinyRun.Settings("good", limit: 2), "limit") })
        {
            var error = Assert.Throws<InputException>(() => TinyRun.Execute(dataset, settings, folder["run"]));
            Assert.Contains(difference, error.Message, StringComparison.Ordinal);
        }
        Assert.Contains("holds shard 1/1", Assert.Throws<InputException>(() => TinyRun.Execute(dataset, TinyRun.Settings("good", shard: "1/2"), folder["run"])).Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder["run"], RunFolder.PairsFile)));
    }

    [Fact]
    public void Methods_are_added_to_a_run_that_has_others()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 4);
        TinyRun.Execute(dataset, TinyRun.Settings("good,bad"), folder["at once"]);
        TinyRun.Execute(dataset, TinyRun.Settings("good"), folder["later"]);
        string[] kept = File.ReadAllLines(folder["later/pairs.ndjson"]);
        Assert.Equal(["good"], RunFolder.MethodsIn(folder["later"]));
        TinyRun.Execute(dataset, TinyRun.Settings("good,bad"), folder["later"]);
        string[] all = File.ReadAllLines(folder["later/pairs.ndjson"]);
        Assert.All(kept, line => Assert.Contains(line, all));
        Assert.Equal(TinyRun.Lines(folder["at once"]), TinyRun.Lines(folder["later"]));
        RunDescription one = RunFolder.ReadRun(folder["at once"]), two = RunFolder.ReadRun(folder["later"]);
        Assert.Equal((one.ConfigHash, one.Records, 8), (two.ConfigHash, two.Records, two.Records));
        Assert.Empty(one.Config.DifferencesFrom(two.Config));
        Assert.Empty(RunFolder.MethodsIn(folder["nowhere"]));
    }

    [Fact]
    public void Two_writers_of_one_folder_are_refused()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 2);
        RunSettings settings = TinyRun.Settings("good");
        using RunFolder first = RunFolder.Open(folder["run"], RunConfiguration.Of([dataset], settings), settings.Shard);
        Assert.Contains("another process is writing there", Assert.Throws<InputException>(() => TinyRun.Execute(dataset, settings, folder["run"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_in_the_middle_of_the_records_is_named_by_line()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 3);
        TinyRun.Execute(dataset, TinyRun.Settings("good"), folder["run"]);
        string file = Path.Combine(folder["run"], RunFolder.PairsFile);
        string[] lines = File.ReadAllLines(file);
        lines[1] = lines[1][..40];
        File.WriteAllLines(file, lines);
        Assert.Contains("pairs.ndjson:2: the record is damaged", Assert.Throws<InputException>(() => TinyRun.Execute(dataset, TinyRun.Settings("good"), folder["run"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_merge_into_the_whole_run()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 7);
        TinyRun.Execute(dataset, TinyRun.Settings(), folder["whole"]);
        string[] shards = [.. Enumerable.Range(1, 3).Select(i => folder[$"shard {i}"])];
        for (int i = 0; i < 3; i++)
            TinyRun.Execute(dataset, TinyRun.Settings(shard: $"{i + 1}/3"), shards[i]);
        Assert.Contains("shard 3/3 is missing", Assert.Throws<InputException>(() => RunMerger.Merge(shards[..2], folder["no"])).Message, StringComparison.Ordinal);
        Assert.Contains("is there twice", Assert.Throws<InputException>(() => RunMerger.Merge([shards[0], .. shards], folder["no"])).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["no"]));
        RunMerger.Merge([shards[2], shards[0], shards[1]], folder["merged"]);
        Assert.Equal(TinyRun.Lines(folder["whole"]), TinyRun.Lines(folder["merged"]));
        string WithoutTime(string run) => (RunFolder.ReadRun(folder[run]) with { StartedUtc = "" }).ToJson();
        Assert.Equal(WithoutTime("whole"), WithoutTime("merged"));
        // The merged folder is the whole run: continuing it finds nothing left to do.
        TinyRun.Execute(dataset, TinyRun.Settings(), folder["merged"]);
        Assert.Equal(14, TinyRun.Records(folder["merged"]).Length);
    }

    [Fact]
    public void A_part_without_a_pair_is_a_part()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 2);
        TinyRun.Execute(dataset, TinyRun.Settings(), folder["whole"]);
        string[] shards = [.. Enumerable.Range(1, 3).Select(i => folder[$"shard {i}"])];
        for (int i = 0; i < 3; i++)
            TinyRun.Execute(dataset, TinyRun.Settings(shard: $"{i + 1}/3"), shards[i]);
        Assert.Equal([0, 2, 2], shards.Select(s => TinyRun.Lines(s).Length).Order());
        RunMerger.Merge(shards, folder["merged"]);
        Assert.Equal(TinyRun.Lines(folder["whole"]), TinyRun.Lines(folder["merged"]));
    }

    [Fact]
    public void An_incomplete_shard_is_not_merged()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 6);
        TinyRun.Execute(dataset, TinyRun.Settings(shard: "1/2"), folder["a"]);
        TinyRun.Execute(dataset, TinyRun.Settings(shard: "2/2"), folder["b"]);
        string file = Path.Combine(folder["b"], RunFolder.PairsFile);
        File.WriteAllLines(file, File.ReadAllLines(file)[..^1]);
        Assert.Contains("11 of 12 records", Assert.Throws<InputException>(() => RunMerger.Merge([folder["a"], folder["b"]], folder["m"])).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder["m"], RunFolder.PairsFile)));
    }

    private sealed class Collector(Action<RunProgress> then) : IProgress<RunProgress>
    {
        private readonly Lock _gate = new();

        public List<RunProgress> Seen { get; } = [];

        public void Report(RunProgress value)
        {
            lock (_gate)
                Seen.Add(value);
            then(value);
        }
    }
}
