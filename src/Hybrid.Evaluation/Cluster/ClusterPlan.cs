using System.Text.Json;
using Hybrid.Evaluation.Running;

namespace Hybrid.Evaluation.Cluster;

/// <summary>What the tasks of a cluster run do, as its <c>plan.json</c> says it: every task and every merge reads the same.</summary>
public sealed record ClusterPlan
{
    /// <summary>Version of the program that wrote it.</summary>
    public string Hybrid { get; init => field = value ?? ""; } = "";

    /// <summary>What is run. A task whose program or data make another configuration refuses to begin.</summary>
    public required RunConfiguration Config { get; init; }

    /// <summary>Folders, lists or catalogue names of the datasets, seen alike from every node.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>Folder of the trained networks; null for the program's own.</summary>
    public string? Models { get; init; }

    /// <summary>Records that each part makes, the first part first; their number is that of the parts.</summary>
    public required IReadOnlyList<int> Records { get; init; }

    /// <summary>Ids of the array jobs that were submitted, the latest last.</summary>
    public IReadOnlyList<long> Jobs { get; init => field = value ?? []; } = [];

    /// <summary>Settings of one task.</summary>
    /// <param name="shard">Which part.</param>
    /// <param name="threads">Pairs at a time; 0 means one a core.</param>
    public RunSettings Settings(Shard shard, int threads) => RunSettings.Of(Config, Models) with { Shard = shard, Threads = threads };

    internal string ToJson() => JsonSerializer.Serialize(this, ClusterJson.Default.ClusterPlan) + "\n";

    internal static ClusterPlan Parse(string json)
    {
        ClusterPlan plan = JsonSerializer.Deserialize(json, ClusterJson.Default.ClusterPlan) ?? throw new JsonException("it is not an object");
        return plan.Records.Count > 0 && plan.Records.All(r => r >= 0) && plan.Sources.All(s => !string.IsNullOrWhiteSpace(s))
            ? plan
            : throw new JsonException("its parts or sources are empty");
    }
}
