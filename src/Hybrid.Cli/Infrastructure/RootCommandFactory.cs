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
            StitchCommand.Create(),
            StereoCommand.Create(),
            OverlapCommand.Create(),
            DeblurCommand.Create(),
            EvaluateCommand.Create().WithExamples(
                "hybrid evaluate                                        all methods on the embedded dataset",
                "hybrid evaluate path/to/pairs --methods classic,control -o runs/mine",
                "hybrid evaluate --shard 2/4 -o runs/part2              one of four parts, to be joined by hybrid merge"),
            CompareCommand.Create().WithExamples(
                "hybrid compare runs/mine                               methods of one run against each other",
                "hybrid compare runs/before runs/after --baseline classic"),
            MergeCommand.Create().WithExamples(
                "hybrid merge runs/part1 runs/part2 -o runs/whole"),
            DatasetsCommand.Create().WithExamples(
                "hybrid datasets list",
                "hybrid datasets check path/to/pairs"),
            ModelsCommand.Create(),
            BenchCommand.Create(),
            DoctorCommand.Create(),
        };
}
