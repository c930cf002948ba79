using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Cluster;

/// <summary>One part of a cluster run, started by a scheduler, perhaps not for the first time and perhaps twice at once.</summary>
public static class ClusterTask
{
    /// <summary>Evaluates a part, beginning with what earlier attempts at it have recorded.</summary>
    /// <param name="run">The cluster run.</param>
    /// <param name="shard">Which part.</param>
    /// <param name="threads">Pairs at a time; 0 means one a core.</param>
    /// <param name="create">Creates a method; null means the catalogue's.</param>
    /// <param name="progress">Told after every record.</param>
    /// <param name="cancellationToken">Stops after the pairs in work; what is recorded is where the next attempt begins.</param>
    /// <returns>False where the part was, or meanwhile is, finished by another attempt.</returns>
    /// <exception cref="InputException">Program or data are not those of the plan, or the part cannot be evaluated or written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static bool Run(
        string run, Shard shard, int threads = 0, Func<MethodSpec, AlignerSettings, IPairMethod>? create = null, IProgress<RunProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ClusterFolder folder = ClusterFolder.Open(run);
        if (shard.Count != folder.Plan.Records.Count)
            throw new InputException(FormattableString.Invariant($"{run}: has {folder.Plan.Records.Count} parts, and part {shard} was asked for"));
        if (folder.IsDone(shard))
            return false;
        string attempt = folder.NewAttempt(shard);
        TaskAttempt begun = TaskAttempt.Begin();
        begun.Write(attempt);
        try
        {
            RunSettings settings = folder.Plan.Settings(shard, threads);
            IReadOnlyList<IPairDataset> datasets = DatasetLocator.OpenAll(folder.Plan.Sources);
            RunConfiguration configuration = RunConfiguration.Of(datasets, settings);
            if (configuration.Hash != folder.Plan.Config.Hash)
                throw new InputException($"{run}: program or data differ from those of the plan (different: {string.Join(", ", configuration.DifferencesFrom(folder.Plan.Config))}); use the program that submitted it, or begin a new run");
            var runner = new EvaluationRunner(settings, create);
            AttemptRecords.Adopt(folder, shard, attempt, configuration);
            using (RunFolder records = RunFolder.Open(attempt, configuration, shard, folder.Plan.Sources))
                runner.Run(datasets, records, progress, cancellationToken);
            Flush(Path.Combine(attempt, RunFolder.PairsFile));
            begun.End(null).Write(attempt);
            return folder.Publish(attempt, shard);
        }
        catch (Exception e)
        {
            Note(attempt, begun.End(e is OperationCanceledException ? "stopped" : e.Message.ReplaceLineEndings(" ")));
            throw;
        }
    }

    // The renaming must not be on the disk before the records are.
    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        stream.Flush(flushToDisk: true);
    }

    private static void Note(string attempt, TaskAttempt ended)
    {
        try
        {
            ended.Write(attempt);
        }
        catch (InputException)
        {
            // The cause of the failure is worth more than this one.
        }
    }
}
