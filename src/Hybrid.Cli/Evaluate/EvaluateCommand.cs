using System.CommandLine;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Cli.Evaluate;

/// <summary><c>hybrid evaluate</c>: methods over datasets, with a summary and a report.</summary>
internal static class EvaluateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var output = new Option<string?>("--output", "-o") { Description = "Run folder; an interrupted run in it is continued. Default: runs/DATASET-HASH.", HelpName = "run" };
        var shard = new Option<string?>("--shard") { Description = "Evaluate the i-th of N parts, counting from 1; join them with 'hybrid merge'. By default the part of a scheduler's array task (Slurm, Grid Engine, Kubernetes, AWS Batch), else everything.", HelpName = "i/N" };
        var shards = new Option<int?>("--shards") { Description = "Number of parts, where the scheduler tells the index alone (Kubernetes) or an array has gaps.", HelpName = "N" };
        var baseline = new Option<string?>("--baseline") { Description = "Compare every other method with this one.", HelpName = "method" };
        var images = new Option<int>("--report-images") { Description = "Pairs whose images are put into the report.", HelpName = "n", DefaultValueFactory = _ => 24 };
        var rescore = new Option<bool>("--rescore") { Description = "Measure the answers stored in the run folder again instead of running methods." };
        Option<bool> json = CommonOptions.Json();
        shards.Validators.Add(r => CommonOptions.RequireRange(r, 1, int.MaxValue));
        images.Validators.Add(r => CommonOptions.RequireRange(r, 0, 1000));
        var command = new Command("evaluate", "Runs methods over datasets and says which is better, where, and at what cost.");
        RunOptions run = RunOptions.AddTo(command);
        foreach (Option option in (Option[])[output, shard, shards, baseline, rescore, images, json])
            command.Options.Add(option);
        IsolationOptions isolation = IsolationOptions.AddTo(command);
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) =>
        {
            AlignerSettings settings = compute.Settings(result);
            return Task.FromResult(Run(
                run.Names(result),
                run.Settings(result, settings) with
                {
                    Shard = ShardChoice.Of(result.GetValue(shard), result.GetValue(shards), result.InvocationConfiguration.Error),
                    Isolation = isolation.Settings(result, compute.Device(result)),
                },
                result.GetValue(output), new SummaryOptions { Baseline = result.GetValue(baseline) }, result.GetValue(images), result.GetValue(rescore), result.GetValue(json),
                result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, token));
        });
        return command.WithExamples(
            "hybrid evaluate                                        all methods on the embedded dataset",
            "hybrid evaluate path/to/pairs --methods classic,control -o runs/mine",
            "hybrid evaluate --methods neural -o runs/mine          one method more in a run that has others",
            "hybrid evaluate --shard 2/4 -o runs/part2              one of four parts, to be joined by hybrid merge");
    }

    private static int Run(
        string[] names, RunSettings settings, string? folderName, SummaryOptions summaryOptions, int images, bool rescore, bool json,
        TextWriter output, TextWriter error, CancellationToken token)
    {
        IReadOnlyList<IPairDataset> datasets = DatasetLocator.OpenAll(names);
        if (rescore)
            return Rescore(datasets, folderName, summaryOptions, images, json, output, error, token);
        if (folderName is not null && RunFolder.MethodsIn(folderName) is { Count: > 0 } held)
            settings = settings with { Methods = Added(folderName, held, settings.Methods, error) };
        settings = RunOptions.WithMethods(settings, datasets);
        MethodChoices.RequireListed(summaryOptions.Baseline, settings.Methods);
        RunConfiguration configuration = RunConfiguration.Of(datasets, settings);
        string path = folderName ?? Path.Combine("runs", $"{string.Join('+', datasets.Select(d => d.Name))}-{configuration.Hash[..8]}{(settings.Shard.Count > 1 ? $"-{settings.Shard.Index}of{settings.Shard.Count}" : "")}");
        var runner = new EvaluationRunner(settings);
        foreach (SkippedPairs skipped in runner.Skipped(datasets))
            error.WriteLine($"skipped: {skipped}");
        DatasetCheck.RequireUsable(EvaluationRunner.PairsOf(datasets, settings).Select(p => p.Pair));
        using (RunFolder folder = RunFolder.Open(path, configuration, settings.Shard, names))
        {
            using var progress = new EvaluationProgress(error);
            runner.Run(datasets, folder, progress, token);
        }
        return Summarize(path, summaryOptions, images, json, output, error);
    }

    private static IReadOnlyList<MethodSpec> Added(string folder, IReadOnlyList<string> held, IReadOnlyList<MethodSpec> asked, TextWriter error)
    {
        IReadOnlyList<MethodSpec> all = MethodChoices.AddTo(held, asked);
        if (all.Count > held.Count)
            error.WriteLine($"{folder} has {string.Join(", ", held)}; added: {string.Join(", ", all.Skip(held.Count))}");
        return all;
    }

    private static int Rescore(
        IReadOnlyList<IPairDataset> datasets, string? folder, SummaryOptions options, int images, bool json, TextWriter output, TextWriter error, CancellationToken token)
    {
        if (folder is null)
            throw new InputException("--rescore needs the run folder; give it with -o");
        int whole, all;
        using (new ProgressLine(error, "measuring again"))
            (whole, all) = RunRescorer.Rescore(folder, datasets, token);
        error.WriteLine(FormattableString.Invariant($"measured {all} answers again, {whole} of them whole"));
        return Summarize(folder, options, images, json, output, error);
    }

    private static int Summarize(string folder, SummaryOptions options, int images, bool json, TextWriter output, TextWriter error)
    {
        RunSummary summary;
        using (new ProgressLine(error, "writing the report"))
            summary = RunReport.Write(folder, options, images);
        SummaryText.Show(output, summary, folder, json);
        return ExitCodes.Done;
    }
}
