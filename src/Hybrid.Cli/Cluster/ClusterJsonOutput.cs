using System.Text.Json.Serialization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Cluster;

namespace Hybrid.Cli.Cluster;

/// <summary>What <c>hybrid cluster</c> prints as JSON.</summary>
internal static partial class ClusterJsonOutput
{
    private static readonly ClusterJsonContext Generated = new(ResultJson.Options());

    /// <summary>Prints what was submitted.</summary>
    public static void PrintJob(TextWriter output, ClusterFolder folder, long? job, IEnumerable<int> parts) =>
        JsonOutput.Print(output, new JobDocument(folder.Run, folder.Script, job, folder.Plan.Records.Count, [.. parts]), Generated.JobDocument);

    /// <summary>Prints how far the parts are.</summary>
    public static void PrintStatus(TextWriter output, IReadOnlyList<PartStatus> parts) => JsonOutput.Print(
        output,
        new StatusDocument(
            parts.All(p => p.State == PartState.Done), parts.Sum(p => p.Records), parts.Sum(p => p.Total),
            [.. parts.Select(p => new Part(
                p.Shard.Index, KebabCase.Of(p.State), p.Records, p.Total, p.Host.Length > 0 ? p.Host : null, p.Elapsed?.TotalSeconds, p.IsStraggler,
                p.Reason.Length > 0 ? p.Reason : null))]),
        Generated.StatusDocument);

    /// <summary>Prints what a run will take.</summary>
    public static void PrintEstimate(TextWriter output, ClusterEstimate e, int pairs, int sample) => JsonOutput.Print(
        output,
        new PlanDocument(pairs, sample, e.Shards, e.PairsPerShard, Of(e.PairSeconds), Of(e.ShardSeconds), Of(e.WallSeconds), Of(e.NodeHours), e.Efficiency),
        Generated.PlanDocument);

    private static Prediction Of(Estimate e) => new(e.Value, [e.Low, e.High]);

    internal sealed record JobDocument(string Run, string Script, long? Job, int Shards, int[] Submitted);

    internal sealed record StatusDocument(bool Done, int Records, int Total, Part[] Parts);

    internal sealed record Part(int Shard, string State, int Records, int Total, string? Host, double? Seconds, bool Straggler, string? Reason);

    internal sealed record PlanDocument(
        int Pairs, int Sample, int Shards, double PairsPerShard, Prediction PairSeconds, Prediction ShardSeconds, Prediction WallSeconds, Prediction NodeHours,
        double Efficiency);

    internal sealed record Prediction(double Value, double[] Ci95);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(JobDocument))]
    [JsonSerializable(typeof(StatusDocument))]
    [JsonSerializable(typeof(PlanDocument))]
    private sealed partial class ClusterJsonContext : JsonSerializerContext;
}
