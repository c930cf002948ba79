using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;

namespace Hybrid.Evaluation.Tests.Support;

/// <summary>Cluster runs of fake methods over a tiny dataset.</summary>
internal static class TinyCluster
{
    public static ClusterFolder Create(IPairDataset dataset, RunSettings settings, string run, int shards) =>
        ClusterFolder.Create(run, [dataset], settings, [TinyRun.PathOf(dataset)], shards, FakeMethod.Create);

    public static bool Task(string run, Shard shard, IProgress<RunProgress>? progress = null, CancellationToken token = default) =>
        ClusterTask.Run(run, shard, threads: 1, FakeMethod.Create, progress, token);

    /// <summary>Starts every part's task.</summary>
    public static void Finish(ClusterFolder folder)
    {
        foreach (Shard shard in folder.Shards)
            Task(folder.Run, shard);
    }

    public static void Merge(string run) => ClusterMerger.Merge(run, FakeMethod.Create);

    /// <summary>All of a run but times: records without their costs, and the description without its start.</summary>
    public static string Content(string run) =>
        string.Join('\n', TinyRun.Lines(run)) + (RunFolder.ReadRun(run) with { StartedUtc = "" }).ToJson();
}
