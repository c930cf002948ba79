using System.Diagnostics;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running;

namespace Hybrid.Evaluation.Cluster;

/// <summary>Measures a random sample of a run's pairs on this machine.</summary>
public static class ClusterSample
{
    /// <summary>Evaluates the sample and throws its results away.</summary>
    /// <param name="datasets">The datasets of the run.</param>
    /// <param name="settings">The run; its shard is not looked at.</param>
    /// <param name="size">Pairs to measure; all where there are fewer.</param>
    /// <param name="create">Creates a method; null means the catalogue's.</param>
    /// <param name="progress">Told after every record.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Seconds of each pair by all methods and seeds with its reading, and the pairs of the whole run.</returns>
    /// <exception cref="InputException">A pair's files cannot be used.</exception>
    public static (IReadOnlyList<double> Seconds, int Pairs) Measure(
        IReadOnlyList<IPairDataset> datasets, RunSettings settings, int size, Func<MethodSpec, AlignerSettings, IPairMethod>? create = null,
        IProgress<RunProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        (string Id, DatasetPair Pair)[] all = [.. EvaluationRunner.PairsOf(datasets, settings with { Shard = Shard.Whole })];
        DatasetPair[] chosen = [.. Shard.HashOrder([.. all.Select(p => p.Id)]).Take(size).Select(i => all[i].Pair.Renamed(all[i].Id, all[i].Pair.Tags))];
        // Pairs are resized already.
        RunSettings one = settings with { Shard = Shard.Whole, Threads = 1, Limit = 0, ShortSide = 0 };
        var runner = new EvaluationRunner(one, create);
        string folder = Directory.CreateTempSubdirectory("hybrid-plan-").FullName;
        try
        {
            var seconds = new List<double>();
            // A pair at a time, so that its reading is measured with it; the first is not counted, since it pays for what is loaded once.
            for (int i = -1; i < chosen.Length; i++)
            {
                var dataset = new PairDataset("sample", "sample", [chosen[Math.Max(0, i)]]);
                using RunFolder run = RunFolder.Open(Path.Combine(folder, FormattableString.Invariant($"{i + 1}")), RunConfiguration.Of([dataset], one), one.Shard);
                long start = Stopwatch.GetTimestamp();
                runner.Run([dataset], run, progress, cancellationToken);
                if (i >= 0)
                    seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
            return (seconds, all.Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
