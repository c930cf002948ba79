using System.CommandLine;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Man;

/// <summary><c>hybrid man</c>: the manual page, made from the same commands and options as help.</summary>
internal static class ManCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="root">Makes the root command, to be described.</param>
    public static Command Create(Func<Command> root)
    {
        var command = new Command("man", "Prints the manual page.");
        command.SetAction(result =>
        {
            ManPage.Write(result.InvocationConfiguration.Output, root());
            return ExitCodes.Done;
        });
        return command.WithExamples(
            "hybrid man | man -l -                                              read it",
            "hybrid man > ~/.local/share/man/man1/hybrid.1                      keep it, for 'man hybrid'");
    }
}
