using System.CommandLine;
using Hybrid.Cli.Align;
using Hybrid.Cli.Bench;
using Hybrid.Cli.Cluster;
using Hybrid.Cli.Compare;
using Hybrid.Cli.Completion;
using Hybrid.Cli.Datasets;
using Hybrid.Cli.Deblur;
using Hybrid.Cli.Doctor;
using Hybrid.Cli.Evaluate;
using Hybrid.Cli.Flow;
using Hybrid.Cli.Infrastructure;
using Hybrid.Cli.Man;
using Hybrid.Cli.Merge;
using Hybrid.Cli.Methods;
using Hybrid.Cli.Models;
using Hybrid.Cli.Overlap;
using Hybrid.Cli.Serve;
using Hybrid.Cli.Stereo;
using Hybrid.Cli.Stitch;
using Hybrid.Cli.Tutorial;

namespace Hybrid.Cli;

/// <summary>The table of contents of the command line.</summary>
internal static class RootCommandFactory
{
    /// <summary>All commands, in the order in which help lists them.</summary>
    public static Command Create() =>
        // Not a RootCommand, because that one takes the assembly's name for the program's.
        new Command("hybrid", "Aligns images: classical geometry and learned refinement, with a reason for every decision.")
        {
            HelpText.Option(),
            new VersionOption("--version", "-V"),
            AlignCommand.Create(),
            StitchCommand.Create(),
            StereoCommand.Create(),
            OverlapCommand.Create(),
            FlowCommand.Create(),
            DeblurCommand.Create(),
            EvaluateCommand.Create(),
            CompareCommand.Create(),
            MergeCommand.Create(),
            ClusterCommand.Create(),
            DatasetsCommand.Create(),
            ModelsCommand.Create(),
            MethodsCommand.Create(),
            ServeCommand.Create(),
            BenchCommand.Create(),
            DoctorCommand.Create(),
            TutorialCommand.Create(Create),
            CompletionCommand.Create(),
            ManCommand.Create(Create),
            CompleteCommand.Create(Create),
            WorkerCommand.Create(),
        }.WithExamples(
            "hybrid tutorial                             five minutes with the pairs that come with it",
            "hybrid align left.jpg right.jpg -o out      align two images",
            "hybrid evaluate                             compare all methods on the dataset that comes with it",
            "hybrid help align                           the options of a command",
            "hybrid methods                              the methods of every command, with their options");
}
