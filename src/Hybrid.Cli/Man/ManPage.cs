using System.CommandLine;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Man;

/// <summary>Writes a manual page in the man macros of roff (man(7)).</summary>
internal static class ManPage
{
    /// <summary>Writes the page of a command and all below it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="root">The program's command.</param>
    public static void Write(TextWriter output, Command root)
    {
        output.WriteLine($".TH {Text(root.Name).ToUpperInvariant()} 1 \"\" \"{root.Name} {ProgramVersion.Text.Split('+')[0]}\" \"User commands\"");
        Section(output, "NAME", $"{root.Name} \\- {Text(root.Description)}");
        Section(output, "SYNOPSIS", $".B {root.Name}\n.I command\n[\\fIarguments\\fR] [\\fIoptions\\fR]");
        output.WriteLine(".SH COMMANDS");
        foreach (Command command in Below(root))
            Describe(output, command, command.Name);
        Section(output, "EXIT STATUS", """
            0: done. 1: no result, with the reason (no alignment was found, a condition of \-\-fail-if holds). 2: bad input or usage,
            in one line. 3: a defect or a broken installation. 130: interrupted.
            """);
        Section(output, "ENVIRONMENT", """
            HYBRID_MODELS: folder of the networks. HYBRID_TRACE=1: where an internal error arose. NO_COLOR, TERM=dumb: no progress bar.
            """);
    }

    private static void Describe(TextWriter output, Command command, string path)
    {
        output.WriteLine($".SS {Text(path)} {Text(string.Join(' ', command.Arguments.Where(a => !a.Hidden).Select(a => a.Name)))}".TrimEnd());
        output.WriteLine(Text(command.Description));
        foreach (Argument argument in command.Arguments.Where(a => !a.Hidden && a.Description is not null))
            Entry(output, $"\\fI{Text(argument.Name)}\\fR", argument.Description!);
        foreach (Option option in command.Options.Where(o => !o.Hidden))
        {
            string names = string.Join(", ", option.Aliases.Append(option.Name).Select(n => $"\\fB{Text(n)}\\fR"));
            Entry(output, option.HelpName is null ? names : $"{names} \\fI{Text(option.HelpName)}\\fR", option.Description ?? "");
        }
        if (HelpText.ExamplesOf(command) is { Count: > 0 } examples)
        {
            output.WriteLine(".PP\n.nf");
            foreach (string example in examples)
                output.WriteLine(Text(example));
            output.WriteLine(".fi");
        }
        foreach (Command below in Below(command))
            Describe(output, below, $"{path} {below.Name}");
    }

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.Where(c => !c.Hidden);

    private static void Section(TextWriter output, string title, string text)
    {
        output.WriteLine($".SH {title}");
        output.WriteLine(text);
    }

    private static void Entry(TextWriter output, string head, string text)
    {
        output.WriteLine(".TP");
        output.WriteLine(head);
        output.WriteLine(Text(text));
    }

    // A hyphen that is to be typed, a backslash, and a line that would otherwise be taken for a macro.
    private static string Text(string? text)
    {
        string escaped = (text ?? "").Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? $"\\&{escaped}" : escaped;
    }
}
