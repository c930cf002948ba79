using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Running;

namespace Hybrid.Cli.Cluster;

/// <summary><c>hybrid cluster task RUN</c>: one part, as an array task starts it.</summary>
internal static class TaskCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Argument<string> run = ClusterCommand.Run();
        var shard = new Option<string?>("--shard") { Description = "The i-th of the run's N parts; by default that of the scheduler's array task.", HelpName = "i/N" };
        var command = new Command("task", "Evaluates one part of a run; what the scheduler starts. A finished part is left as it is, a begun one is continued.") { run, shard };
        ComputeOptions compute = ComputeOptions.AddTo(command, withRun: false);
        command.SetAction((result, token) =>
        {
            TextWriter error = result.InvocationConfiguration.Error;
            int threads = compute.Settings(result).Threads;
            string folder = result.GetValue(run)!;
            Shard part = ShardChoice.Of(result.GetValue(shard), result.GetValue(shard) is null ? ClusterFolder.Open(folder).Plan.Records.Count : null, error);
            bool made;
            using (var progress = new EvaluationProgress(error))
                made = ClusterTask.Run(folder, part, threads, progress: progress, cancellationToken: token);
            error.WriteLine(made ? $"part {part} is done" : $"part {part} was done already");
            return Task.FromResult(ExitCodes.Done);
        });
        return command.WithExamples(
            "hybrid cluster task runs/big --shard 3/64",
            "hybrid cluster task runs/big                 in a task of Slurm, Grid Engine, Kubernetes or AWS Batch");
    }
}
