using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Adds examples to a command's help: its own, once.</summary>
internal static class HelpText
{
    private static readonly ConditionalWeakTable<Command, string[]> Examples = [];

    /// <summary>The option that shows help with examples, for the root; commands below have it from there.</summary>
    public static HelpOption Option()
    {
        var help = new HelpOption();
        if (help.Action is SynchronousCommandLineAction plain)
            help.Action = new ExampleHelp(plain);
        return help;
    }

    /// <summary>Notes examples for a command's help.</summary>
    public static T WithExamples<T>(this T command, params string[] examples)
        where T : Command
    {
        Examples.Add(command, examples);
        return command;
    }

    /// <summary>A command's examples; none where it has none.</summary>
    public static IReadOnlyList<string> ExamplesOf(Command command) => Examples.TryGetValue(command, out string[]? examples) ? examples : [];

    private sealed class ExampleHelp(SynchronousCommandLineAction plain) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = plain.Invoke(parseResult);
            if (!Examples.TryGetValue(parseResult.CommandResult.Command, out string[]? examples))
                return code;
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
            return code;
        }
    }
}
