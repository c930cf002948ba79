using System.CommandLine;
using System.CommandLine.Help;
using Hybrid.Cli.Commands;

namespace Hybrid.Cli.Infrastructure;

/// <summary>The table of contents of the command line.</summary>
internal static class RootCommandFactory
{
    /// <summary>All commands, in the order in which help lists them.</summary>
    public static Command Create() =>
        // Not a RootCommand, because that one takes the assembly's name for the program's.
        new("hybrid", "Aligns images: classical geometry and learned refinement, with a reason for every decision.")
        {
            new HelpOption(),
            new VersionOption(),
            AlignCommand.Create(),
            BenchCommand.Create(),
            DoctorCommand.Create(),
        };
}
