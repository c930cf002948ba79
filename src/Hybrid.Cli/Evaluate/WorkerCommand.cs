using System.CommandLine;
using System.Text;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Running.Isolation;

namespace Hybrid.Cli.Evaluate;

/// <summary>The process that <c>hybrid evaluate --isolate</c> starts; of no use to people, and not in the help.</summary>
internal static class WorkerCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "__worker";

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command(Name, "Evaluates pairs for 'hybrid evaluate --isolate'.") { Hidden = true };
        ComputeOptions compute = ComputeOptions.AddTo(command, withRun: false);
        command.SetAction(result =>
        {
            compute.Settings(result);
            using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
            PairWorker.Run(input, result.InvocationConfiguration.Output);
            return ExitCodes.Done;
        });
        return command.WithExamples($"hybrid {Name}     started by 'hybrid evaluate --isolate' alone");
    }
}
