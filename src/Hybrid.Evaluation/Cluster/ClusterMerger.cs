using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running;

namespace Hybrid.Evaluation.Cluster;

/// <summary>Joins the parts of a cluster run.</summary>
public static class ClusterMerger
{
    private const int MaxNamed = 10;

    /// <summary>
    /// Writes the run folder that one machine would have written, byte for byte but for times, after checking that every pair of
    /// every method is there exactly once. Nothing is written where one is missing.
    /// </summary>
    /// <param name="run">The cluster run.</param>
    /// <param name="create">Creates a method; null means the catalogue's.</param>
    /// <exception cref="InputException">Parts or records are missing, doubled or of another run; the message says which, and what to do.</exception>
    public static void Merge(string run, Func<MethodSpec, AlignerSettings, IPairMethod>? create = null)
    {
        ClusterFolder folder = ClusterFolder.Open(run);
        if (folder.Missing() is { Count: > 0 } missing)
            throw new InputException($"{run}: {Listed(missing)} of {folder.Plan.Records.Count} parts {(missing.Count == 1 ? "is" : "are")} missing; 'hybrid cluster status {run}' says why, 'hybrid cluster retry {run}' submits {(missing.Count == 1 ? "it" : "them")} again");
        string[] parts = [.. folder.Shards.Select(folder.PartOf)];
        RunSettings settings = folder.Plan.Settings(Shard.Whole, threads: 1);
        IReadOnlyList<IPairDataset> datasets = DatasetLocator.OpenAll(folder.Plan.Sources);
        if (RunConfiguration.Of(datasets, settings).Datasets is var found && !found.SequenceEqual(folder.Plan.Config.Datasets))
            throw new InputException($"{run}: the datasets have changed since the run was submitted, so that nothing tells whether it is whole; bring them back, or begin a new run");
        RequireEvery(run, parts, [.. new EvaluationRunner(settings, create).Records(datasets)]);
        RunMerger.Merge(parts, folder.Run);
    }

    private static void RequireEvery(string run, string[] parts, HashSet<(string Pair, string Method, int Seed)> expected)
    {
        foreach (string part in parts)
        {
            ResultReader.ReadFolder(part, (in ResultLine line) =>
            {
                if (!expected.Remove((line.Pair, line.Method, line.Seed)))
                    throw new InputException($"{part}: '{line.Pair}' with {line.Method} and seed {line.Seed} stands twice or is none of the run; remove the folder and 'hybrid cluster retry {run}'");
            });
        }
        if (expected.Count == 0)
            return;
        (string pair, string method, int seed) = expected.Min();
        throw new InputException($"{run}: {expected.Count} records are missing, among them '{pair}' with {method} and seed {seed}; remove its part under cluster/shards and 'hybrid cluster retry {run}'");
    }

    /// <summary>Numbers of parts for a sentence: the first few, and how many more.</summary>
    internal static string Listed(IReadOnlyList<Shard> shards) =>
        string.Join(", ", shards.Take(MaxNamed).Select(s => s.Index)) + (shards.Count > MaxNamed ? $" and {shards.Count - MaxNamed} more" : "");
}
