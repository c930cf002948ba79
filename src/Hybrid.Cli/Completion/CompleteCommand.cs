using System.CommandLine;
using System.CommandLine.Completions;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Completion;

/// <summary>What the shells' scripts ask: which words may stand at a place of a command line. Hidden from help.</summary>
internal static class CompleteCommand
{
    /// <summary>Its name, which the scripts hold.</summary>
    public const string Name = "__complete";

    /// <summary>Builds the command.</summary>
    /// <param name="root">Makes the root command, to be asked.</param>
    public static Command Create(Func<Command> root)
    {
        var position = new Argument<int>("CURSOR");
        var line = new Argument<string>("LINE");
        var command = new Command(Name, "Completes a command line; for the scripts of 'hybrid completion'.") { position, line };
        command.Hidden = true;
        command.SetAction(result =>
        {
            foreach (string word in Words(root(), result.GetValue(line)!, result.GetValue(position)))
                result.InvocationConfiguration.Output.WriteLine(word);
            return ExitCodes.Done;
        });
        return command.WithExamples($"hybrid {Name} 10 \"hybrid ali\"");
    }

    private static IEnumerable<string> Words(Command root, string line, int position)
    {
        string before = line[..Math.Clamp(position, 0, line.Length)];
        string begun = before[(before.LastIndexOf(' ') + 1)..];
        // A file's name is the shell's to complete; the parser would offer options in its place.
        return root.Parse(before).GetCompletions(before.Length)
            .Select((CompletionItem i) => i.InsertText ?? i.Label)
            .Where(w => w.StartsWith(begun, StringComparison.Ordinal) && (w[0] != '-' || begun.StartsWith('-')) && !w.StartsWith("__", StringComparison.Ordinal) && w[0] != '/')
            .Distinct()
            .Order(StringComparer.Ordinal);
    }
}
