using System.CommandLine;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running;

namespace Hybrid.Cli.Infrastructure;

/// <summary>What a run is made of, alike for one machine and for a cluster: datasets, methods, seeds, limits.</summary>
internal sealed class RunOptions
{
    private readonly Argument<string[]> _datasets = new("DATASET") { Description = "Catalogue names, folders or lists of pairs; the embedded set where none is named.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _methods = new("--methods", "-m") { Description = "Methods with options, separated by commas: classic,classic:features=orb;estimator=ransac.", HelpName = "a,b,c" };
    private readonly Option<string?> _sweep = new("--sweep") { Description = "YAML file with methods and grids over their options.", HelpName = "file" };
    private readonly Option<int> _limit = new("--limit") { Description = "Only the first n pairs of each dataset.", HelpName = "n" };
    private readonly Option<int> _shortSide = new("--short-side") { Description = "Resize images to a shorter side of n px and measure there (480: HPatches as LoFTR reports it); homographies and points only.", HelpName = "n" };
    private readonly Option<int> _seeds = new("--seeds") { Description = "Repeat with so many seeds; figures are means over them.", HelpName = "k", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _keep = CommonOptions.Word("--keep", "statistics (homographies and scores; by default) or dense (matches, flow and confidence too, for new metrics later).", "statistics", "dense");

    /// <summary>Adds the options to a command.</summary>
    public static RunOptions AddTo(Command command)
    {
        var options = new RunOptions();
        options._shortSide.Validators.Add(r => CommonOptions.RequireRange(r, 0, 16384));
        options._limit.Validators.Add(r => CommonOptions.RequireRange(r, 0, int.MaxValue));
        options._seeds.Validators.Add(r => CommonOptions.RequireRange(r, 1, 1000));
        command.Arguments.Add(options._datasets);
        foreach (Option option in (Option[])[options._methods, options._sweep, options._limit, options._shortSide, options._seeds, options._keep])
            command.Options.Add(option);
        return options;
    }

    /// <summary>The datasets named.</summary>
    public string[] Names(ParseResult result) => result.GetValue(_datasets) is { Length: > 0 } named ? named : [DatasetLocator.Default];

    /// <summary>The run asked for; without a method where none is named.</summary>
    /// <exception cref="InputException">A method is malformed or stands twice.</exception>
    public RunSettings Settings(ParseResult result, AlignerSettings compute) => new()
    {
        Methods = MethodChoices.Parse(result.GetValue(_methods), result.GetValue(_sweep)),
        Seed = compute.Seed,
        Seeds = result.GetValue(_seeds),
        Threads = compute.Threads,
        Limit = result.GetValue(_limit),
        ShortSide = result.GetValue(_shortSide),
        Keep = result.GetValue(_keep) == "dense" ? PredictionDetail.Dense : PredictionDetail.Statistics,
        ModelFolder = compute.ModelFolder,
    };

    /// <summary>The same with the usual methods of the datasets' tasks where none is named.</summary>
    public static RunSettings WithMethods(RunSettings settings, IReadOnlyList<IPairDataset> datasets) =>
        settings.Methods.Count > 0 ? settings : settings with { Methods = DefaultMethods.For(datasets) };
}
