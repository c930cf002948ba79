using System.Globalization;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Running;

/// <summary>Joins the shards of a run into what one process would have written, byte for byte but for times.</summary>
public static class RunMerger
{
    /// <summary>Writes one whole run. Nothing is written where the shards do not make one.</summary>
    /// <param name="folders">Run folders, one a shard, in any order.</param>
    /// <param name="target">Folder of the whole run; made where it is missing.</param>
    /// <exception cref="InputException">
    /// A folder is no run, configurations differ, a shard is missing, doubled or incomplete, or the target holds another run.
    /// </exception>
    public static void Merge(IReadOnlyList<string> folders, string target)
    {
        RunDescription[] runs = [.. folders.Select(RunFolder.ReadRun)];
        RunConfiguration[] configurations = [.. runs.Select(r => r.Config)];
        for (int i = 1; i < runs.Length; i++)
        {
            if (configurations[i].Hash != configurations[0].Hash)
                throw new InputException($"{folders[i]}: is of another configuration than {folders[0]} (different: {string.Join(", ", configurations[i].DifferencesFrom(configurations[0]))})");
        }
        Shard[] shards = [.. runs.Select(r => Shard.Parse(r.Shard))];
        RequireComplete(folders, shards);
        foreach (string folder in folders)
        {
            if (Path.GetFullPath(folder) == Path.GetFullPath(target))
                throw new InputException($"{target}: is one of the shards; choose another folder with -o");
        }
        if (File.Exists(Path.Combine(target, RunFolder.RunFile)) && RunFolder.ReadRun(target).Config.Hash != configurations[0].Hash)
            throw new InputException($"{target}: holds results of another configuration; choose another folder with -o");

        int expected = Array.TrueForAll(runs, r => r.Records is not null) ? runs.Sum(r => r.Records!.Value) : ExpectedRecords(configurations[0]);
        try
        {
            Directory.CreateDirectory(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{target}: cannot be written ({e.Message})", e);
        }
        AtomicFile.Write(Path.Combine(target, RunFolder.PairsFile), output =>
        {
            int records = RecordOrder.Write(folders, configurations[0].Methods, output);
            if (records != expected)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"the shards hold {records} of {expected} records; let every shard run to its end first"));
        });
        CopyPredictions(folders, target);
        RunDescription first = runs.MinBy(r => r.StartedUtc, StringComparer.Ordinal)!;
        AtomicFile.WriteAllText(Path.Combine(target, RunFolder.RunFile), (first with { Shard = Shard.Whole.ToString(), Records = expected }).ToJson());
    }

    /// <summary>Pairs × methods × seeds of a whole run.</summary>
    internal static int ExpectedRecords(RunConfiguration configuration) =>
        configuration.Datasets.Sum(d => d.Pairs) * configuration.Methods.Count * configuration.Seeds;

    private static void RequireComplete(IReadOnlyList<string> folders, Shard[] shards)
    {
        int count = shards[0].Count;
        for (int i = 0; i < shards.Length; i++)
        {
            if (shards[i].Count != count)
                throw new InputException($"{folders[i]}: is shard {shards[i]}, {folders[0]} is {shards[0]}; they are not parts of one run");
            if (Array.FindIndex(shards, s => s.Index == shards[i].Index) != i)
                throw new InputException($"{folders[i]}: shard {shards[i]} is there twice");
        }
        int[] missing = [.. Enumerable.Range(1, count).Where(i => !Array.Exists(shards, s => s.Index == i))];
        if (missing.Length > 0)
            throw new InputException($"shard {missing[0]}/{count} is missing{(missing.Length > 1 ? $", and {missing.Length - 1} more" : "")}");
    }

    private static void CopyPredictions(IReadOnlyList<string> folders, string target)
    {
        foreach (string folder in folders)
        {
            string source = Path.Combine(folder, "predictions");
            if (!Directory.Exists(source))
                continue;
            foreach (string file in Directory.EnumerateFiles(source, "*.pred", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(target, "predictions", Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy, overwrite: true);
            }
        }
    }
}
