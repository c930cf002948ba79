using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Adds examples to a command's help.</summary>
internal static class HelpText
{
    /// <summary>Appends lines of examples after the help that the options generate.</summary>
    public static T WithExamples<T>(this T command, params string[] examples)
        where T : Command
    {
        var help = new HelpOption();
        if (help.Action is SynchronousCommandLineAction plain)
            help.Action = new ExampleHelp(plain, examples);
        command.Options.Add(help);
        return command;
    }

    private sealed class ExampleHelp(SynchronousCommandLineAction plain, string[] examples) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = plain.Invoke(parseResult);
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
            return code;
        }
    }
}
