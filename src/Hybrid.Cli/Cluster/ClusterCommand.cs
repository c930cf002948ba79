using System.CommandLine;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Cluster;

/// <summary><c>hybrid cluster</c>: a run in parts on a Slurm cluster, or under any scheduler that numbers its tasks.</summary>
internal static class ClusterCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new Command("cluster", "Evaluates on a Slurm cluster: submits a run in parts, watches, repairs and joins it.")
    {
        PlanCommand.Create(), SubmitCommand.Create(), StatusCommand.Create(), RetryCommand.Create(), MergePartsCommand.Create(), TaskCommand.Create(),
    }.WithExamples(
        "hybrid cluster plan path/to/pairs --methods classic,neural --nodes 4     what it will take",
        "hybrid cluster submit path/to/pairs --methods classic,neural --shards 64 --time 1:00:00 -o runs/big",
        "hybrid cluster status runs/big",
        "hybrid cluster retry runs/big                                            what failed, and nothing else",
        "hybrid cluster merge runs/big");

    /// <summary>The argument of the commands that take a run that was submitted.</summary>
    public static Argument<string> Run() => new("RUN") { Description = "Run folder of 'hybrid cluster submit'." };
}
