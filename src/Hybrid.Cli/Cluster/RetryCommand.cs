using System.CommandLine;
using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Cluster.Slurm;

namespace Hybrid.Cli.Cluster;

/// <summary><c>hybrid cluster retry RUN</c>: submits what is missing.</summary>
internal static class RetryCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Argument<string> run = ClusterCommand.Run();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("retry", "Submits the parts again that are neither done nor waiting nor at work; they go on where they ended.") { run, json };
        command.SetAction(result =>
        {
            ClusterFolder folder = ClusterFolder.Open(result.GetValue(run)!);
            // Without the queue nothing tells a part that waits from one that is lost, and both would be submitted.
            IReadOnlyList<PartStatus> parts = ClusterStatus.Of(folder, SlurmClient.Queue(folder.Plan.Jobs));
            int[] missing = [.. parts.Where(p => p.State == PartState.Missing).Select(p => p.Shard.Index)];
            long? job = missing.Length > 0 ? SubmitCommand.SubmitTo(folder, SqueueJson.Listed(missing)) : null;
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                ClusterJsonOutput.PrintJob(output, folder, job, missing);
            else
                output.WriteLine(job is { } id
                    ? string.Create(CultureInfo.InvariantCulture, $"job {id}: part{(missing.Length == 1 ? "" : "s")} {SqueueJson.Listed(missing)}")
                    : parts.All(p => p.State == PartState.Done) ? "every part is done" : "nothing is missing: what is not done waits or is at work");
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid cluster retry runs/big");
    }
}
