using System.CommandLine;
using System.CommandLine.Help;
using Hybrid.Cli.Align;
using Hybrid.Cli.Bench;
using Hybrid.Cli.Compare;
using Hybrid.Cli.Datasets;
using Hybrid.Cli.Deblur;
using Hybrid.Cli.Doctor;
using Hybrid.Cli.Evaluate;
using Hybrid.Cli.Infrastructure;
using Hybrid.Cli.Merge;
using Hybrid.Cli.Models;
using Hybrid.Cli.Overlap;
using Hybrid.Cli.Stereo;
using Hybrid.Cli.Stitch;

namespace Hybrid.Cli;

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
