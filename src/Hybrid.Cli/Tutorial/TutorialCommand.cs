using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Datasets;

namespace Hybrid.Cli.Tutorial;

/// <summary><c>hybrid tutorial</c>: align, refine, evaluate and compare on the pairs that come with the program, explained as it goes.</summary>
internal static class TutorialCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="root">Makes the root command, whose commands the tutorial runs.</param>
    public static Command Create(Func<Command> root)
    {
        var folder = new Option<string>("--output", "-o")
        {
            Description = "Folder for what the steps write.",
            HelpName = "dir",
            DefaultValueFactory = _ => "hybrid-tutorial",
        };
        var command = new Command("tutorial", "Walks through align, refine, evaluate and compare on the pairs that come with the program.") { folder };
        command.SetAction((result, token) => RunAsync(root, result.GetValue(folder)!, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token));
        return command.WithExamples(
            "hybrid tutorial              waits for Enter between the steps, where there is a terminal",
            "hybrid tutorial -o lesson    writes into lesson/");
    }

    private static async Task<int> RunAsync(Func<Command> root, string folder, TextWriter output, TextWriter error, CancellationToken token)
    {
        IReadOnlyList<TutorialStep> steps = TutorialSteps.All(Embedded(), folder);
        for (int i = 0; i < steps.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            TutorialStep step = steps[i];
            output.WriteLine(FormattableString.Invariant($"{i + 1} of {steps.Count}: {step.Title}"));
            output.WriteLine(step.Before);
            output.WriteLine();
            output.WriteLine($"  $ hybrid {string.Join(' ', step.Arguments.Select(Quoted))}");
            if (!WaitForEnter())
                return ExitCodes.Done;
            int code = await CliRunner.RunAsync(root, step.Arguments, output, error).ConfigureAwait(false);
            if (code is not (ExitCodes.Done or ExitCodes.NoResult))
                return code;
            output.WriteLine(FormattableString.Invariant($"  (exit code {code})"));
            output.WriteLine();
            output.WriteLine(step.After);
            output.WriteLine();
        }
        output.WriteLine($"Everything is in {folder}. Next: 'hybrid align YOURS OTHERS -o out', 'hybrid help', 'hybrid methods'.");
        return ExitCodes.Done;
    }

    private static string Embedded() =>
        DatasetLocator.CatalogueFolder() is { } catalogue && Directory.Exists(Path.Combine(catalogue, DatasetLocator.Default))
            ? Path.Combine(catalogue, DatasetLocator.Default)
            : throw new InputException("the pairs that come with the program were not found beside it; set HYBRID_DATASETS to the folder that holds 'embedded'");

    private static bool WaitForEnter()
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            return true;
        Console.Write("  (Enter runs it, q ends) ");
        return Console.ReadLine() is not (null or "q" or "Q");
    }

    private static string Quoted(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;
}
