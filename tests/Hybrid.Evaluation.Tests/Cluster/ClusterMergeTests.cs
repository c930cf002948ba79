using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Cluster;

/// <summary>A merge writes a whole run or nothing.</summary>
public class ClusterMergeTests
{
    [Fact]
    public void Missing_parts_are_named_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 6), TinyRun.Settings("good"), folder["run"], 4);
        TinyCluster.Task(folder["run"], Shard.Of(3, 4));
        string message = Refused(folder["run"]);
        Assert.Contains("1, 2, 4 of 4 parts are missing", message, StringComparison.Ordinal);
        Assert.Contains("hybrid cluster retry", message, StringComparison.Ordinal);
        Assert.False(cluster.IsDone(Shard.Of(1, 4)));
    }

    [Fact]
    public void A_record_that_is_missing_doubled_or_a_strangers_is_found_by_name()
    {
        using var folder = new TemporaryFolder();
        ClusterFolder cluster = TinyCluster.Create(TinyRun.Dataset(folder, 6), TinyRun.Settings("good,bad"), folder["run"], 2);
        TinyCluster.Finish(cluster);
        string file = Path.Combine(cluster.PartOf(Shard.Of(1, 2)), RunFolder.PairsFile);
        string[] whole = File.ReadAllLines(file);
        File.WriteAllLines(file, whole[1..]);
        Assert.Contains("1 records are missing, among them 'data:homography/", Refused(folder["run"]), StringComparison.Ordinal);
        File.WriteAllLines(file, [.. whole, whole[0]]);
        Assert.Contains("stands twice or is none of the run", Refused(folder["run"]), StringComparison.Ordinal);
        // As many records as there should be, one of them of no pair of the run.
        File.WriteAllLines(file, [whole[0].Replace("scene_", "stray_", StringComparison.Ordinal), .. whole[1..]]);
        Assert.Contains("stray_", Refused(folder["run"]), StringComparison.Ordinal);
        File.WriteAllLines(file, whole);
        TinyCluster.Merge(folder["run"]);
    }

    [Fact]
    public void A_run_is_not_submitted_over_another()
    {
        using var folder = new TemporaryFolder();
        IPairDataset dataset = TinyRun.Dataset(folder, 3);
        TinyRun.Execute(dataset, TinyRun.Settings("good"), folder["one"]);
        Assert.Contains("holds a run already", Assert.Throws<InputException>(() => TinyCluster.Create(dataset, TinyRun.Settings("good"), folder["one"], 2)).Message, StringComparison.Ordinal);
        TinyCluster.Create(dataset, TinyRun.Settings("good"), folder["run"], 2);
        Assert.Contains("holds a run already", Assert.Throws<InputException>(() => TinyCluster.Create(dataset, TinyRun.Settings("good"), folder["run"], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("is no cluster run", Assert.Throws<InputException>(() => ClusterFolder.Open(folder["data"])).Message, StringComparison.Ordinal);
        folder.Text("run/cluster/plan.json", "{\"records\":[1]}");
        Assert.Contains("plan.json: is damaged", Assert.Throws<InputException>(() => ClusterFolder.Open(folder["run"])).Message, StringComparison.Ordinal);
    }

    private static string Refused(string run)
    {
        string message = Assert.Throws<InputException>(() => TinyCluster.Merge(run)).Message;
        Assert.False(File.Exists(Path.Combine(run, RunFolder.RunFile)));
        Assert.False(File.Exists(Path.Combine(run, RunFolder.PairsFile)));
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
