using Hybrid.Evaluation.Predictions;
using Hybrid.Evaluation.Running;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Cluster;

/// <summary>Carries over what earlier attempts at a part have recorded.</summary>
internal static class AttemptRecords
{
    /// <summary>Copies the whole records of a part's earlier attempts, which may still be written to, into a new one.</summary>
    /// <exception cref="InputException">The new attempt cannot be written to.</exception>
    public static void Adopt(ClusterFolder folder, Shard shard, string attempt, RunConfiguration configuration)
    {
        // First of all, so that no moment leaves records of an unknown run.
        AtomicFile.WriteAllText(Path.Combine(attempt, RunFolder.RunFile), RunDescription.Of(configuration, shard, folder.Plan.Sources).ToJson());
        var seen = new HashSet<(string, string, int)>();
        AtomicFile.Write(Path.Combine(attempt, RunFolder.PairsFile), output =>
        {
            foreach (string earlier in folder.AttemptsOf(shard).Where(a => a != attempt && IsOf(a, configuration)))
                Copy(earlier, attempt, output, seen);
        });
    }

    private static bool IsOf(string attempt, RunConfiguration configuration)
    {
        try
        {
            return File.Exists(Path.Combine(attempt, RunFolder.PairsFile)) && RunFolder.ReadRun(attempt).Config.Hash == configuration.Hash;
        }
        catch (InputException)
        {
            return false;
        }
    }

    private static void Copy(string earlier, string attempt, Stream output, HashSet<(string, string, int)> seen)
    {
        try
        {
            ResultReader.ReadFolder(earlier, (in ResultLine line) =>
            {
                if (seen.Contains((line.Pair, line.Method, line.Seed)))
                    return;
                CopyPrediction(earlier, attempt, PredictionStore.FileOf(line.Pair, line.Method, line.Seed));
                seen.Add((line.Pair, line.Method, line.Seed));
                output.Write(line.Json);
                output.WriteByte((byte)'\n');
            });
        }
        catch (InputException)
        {
            // A record torn by the loss of its node: those before it are whole, those behind it are made again.
        }
    }

    private static void CopyPrediction(string earlier, string attempt, string file)
    {
        string source = Path.Combine(earlier, file), target = Path.Combine(attempt, file);
        if (!File.Exists(source))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        AtomicFile.WriteAllBytes(target, File.ReadAllBytes(source));
    }
}
