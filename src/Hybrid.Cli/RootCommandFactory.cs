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
    // By name, so that a run builds the one command that it is about: all of them took a tenth of a short run's time.
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        ("align", AlignCommand.Create),
        ("stitch", StitchCommand.Create),
        ("stereo", StereoCommand.Create),
        ("overlap", OverlapCommand.Create),
        ("flow", FlowCommand.Create),
        ("deblur", DeblurCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("compare", CompareCommand.Create),
        ("merge", MergeCommand.Create),
        ("cluster", ClusterCommand.Create),
        ("datasets", DatasetsCommand.Create),
        ("models", ModelsCommand.Create),
        ("methods", MethodsCommand.Create),
        ("serve", ServeCommand.Create),
        ("bench", BenchCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("tutorial", () => TutorialCommand.Create(Create)),
        ("completion", CompletionCommand.Create),
        ("man", () => ManCommand.Create(Create)),
        (CompleteCommand.Name, () => CompleteCommand.Create(Create)),
        (WorkerCommand.Name, WorkerCommand.Create),
    ];

    /// <summary>All commands, in the order in which help lists them.</summary>
    public static Command Create() => With(Commands);

    /// <summary>What a command line needs: the command that it names, or all where it names none, as for help or a misspelt name.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    public static Command CreateFor(string[] args)
    {
        string? named = args is ["help", ..] ? args.ElementAtOrDefault(1) : args.FirstOrDefault();
        (string Name, Func<Command> Create)[] chosen = Array.FindAll(Commands, c => c.Name == named);
        return With(chosen.Length > 0 ? chosen : Commands);
    }

    private static Command With((string Name, Func<Command> Create)[] commands)
    {
        // Not a RootCommand, because that one takes the assembly's name for the program's.
        Command root = new Command("hybrid", "Aligns images: classical geometry and learned refinement, with a reason for every decision.")
        {
            HelpText.Option(),
            new VersionOption("--version", "-V"),
        }.WithExamples(
            "hybrid tutorial                             five minutes with the pairs that come with it",
            "hybrid align left.jpg right.jpg -o out      align two images",
            "hybrid evaluate                             compare all methods on the dataset that comes with it",
            "hybrid help align                           the options of a command",
            "hybrid methods                              the methods of every command, with their options");
        foreach ((_, Func<Command> create) in commands)
            root.Add(create());
        return root;
    }
}
