using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Generation;
using Hybrid.Evaluation.Generation.Lookalikes;

namespace Hybrid.Cli.Datasets;

/// <summary><c>hybrid datasets</c>: what there is, what is in it, whether it is whole.</summary>
internal static class DatasetsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new Command("datasets", "Lists, describes, makes and checks datasets.")
    {
        List(), Info(), Make(), Check(), Template(),
    }.WithExamples(
        "hybrid datasets list",
        "hybrid datasets check path/to/pairs");

    private static Command List()
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "Datasets and layouts that can be evaluated, with licence, size and where to get them.") { json };
        command.SetAction(result =>
        {
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                DatasetJson.PrintList(output, DatasetCatalogue.All);
            else
                DatasetText.PrintList(output, DatasetCatalogue.All);
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid datasets list --json     names, layouts, licences, and what is installed");
    }

    private static Command Info()
    {
        var dataset = new Argument<string>("DATASET") { Description = "A catalogue name, a folder or a list of pairs." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("info", "Counts pairs and ground truth.") { dataset, json };
        command.SetAction(result =>
        {
            IPairDataset opened = Open(result, dataset);
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                DatasetJson.PrintInfo(output, opened);
            else
                DatasetText.PrintInfo(output, opened);
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid datasets info embedded", "hybrid datasets info path/to/pairs --json");
    }

    private static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "embedded (painted scenes), panoramas (painted worlds around known cameras), featureless (blurred and faint views of the embedded images, on which no feature aligns), lookalikes (unrelated pairs that share a caption, a frame, a lattice …) or opencv (samples of the package opencv-doc).", DefaultValueFactory = _ => DatasetLocator.Default };
        string[] names = [DatasetLocator.Default, "panoramas", "featureless", "lookalikes", "opencv"];
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !names.Contains(given))
                result.AddError(NearestName.Message("dataset to make", given, names));
        });
        var output = new Option<string?>("--output", "-o") { Description = "Folder to make; datasets/NAME where none is given.", HelpName = "dir" };
        var seed = new Option<int>("--seed") { Description = "Seed of the painted scenes.", HelpName = "n", DefaultValueFactory = _ => EmbeddedDataset.DefaultSeed };
        var command = new Command("make", "Makes a dataset: the embedded one, panoramas, or one from a package's samples.") { name, output, seed };
        command.SetAction((result, token) =>
        {
            string which = result.GetValue(name)!;
            string folder = result.GetValue(output) ?? Path.Combine(DatasetLocator.CatalogueFolder() ?? "datasets", which);
            if (which == "opencv")
            {
                OpenCvSamples.Make(folder);
            }
            else
            {
                using var line = new ProgressLine(result.InvocationConfiguration.Error);
                var progress = new ImmediateProgress<GenerationProgress>(p => line.Show(FormattableString.Invariant($"{p.Done}/{p.Total} {p.Name}")));
                if (which == "featureless")
                    FeaturelessDataset.Make(folder, Path.Combine(DatasetLocator.CatalogueFolder() ?? "datasets", DatasetLocator.Default), result.GetValue(seed), progress: progress, cancellationToken: token);
                else if (which == "lookalikes")
                    LookalikeDataset.Make(folder, result.GetValue(seed), progress: progress, cancellationToken: token);
                else if (which == "panoramas")
                    PanoramaDataset.Make(folder, result.GetValue(seed), progress, token);
                else
                    EmbeddedDataset.Make(folder, result.GetValue(seed), progress: progress, cancellationToken: token);
            }
            DatasetText.PrintInfo(result.InvocationConfiguration.Output, DatasetLocator.Open(folder));
            return Task.FromResult(ExitCodes.Done);
        });
        return command.WithExamples("hybrid datasets make panoramas -o panoramas", "hybrid datasets make embedded -o again --seed 7");
    }

    private static Command Template()
    {
        var format = new Argument<string>("FORMAT") { Description = "csv or yaml.", DefaultValueFactory = _ => "csv" };
        format.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given and not ("csv" or "yaml") }])
                result.AddError(NearestName.Message("format", given, ["csv", "yaml"]));
        });
        var command = new Command("template", "Prints a list of pairs to fill in, with a pair of every kind of ground truth.") { format };
        command.SetAction(result =>
        {
            result.InvocationConfiguration.Output.Write(result.GetValue(format) == "yaml" ? ListTemplate.Yaml() : ListTemplate.Csv());
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid datasets template > pairs.csv", "hybrid datasets template yaml > pairs.yaml");
    }

    private static Command Check()
    {
        var dataset = new Argument<string>("DATASET") { Description = "A catalogue name, a folder or a list of pairs." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("check", "Reads every file and reports what is missing, unreadable or inconsistent; exits 1 if anything is.") { dataset, json };
        command.SetAction((result, token) =>
        {
            IPairDataset opened = Open(result, dataset);
            IReadOnlyList<DatasetProblem> problems;
            using (new ProgressLine(result.InvocationConfiguration.Error, FormattableString.Invariant($"reading {opened.Pairs.Count} pairs")))
                problems = DatasetCheck.ReadAll(opened, token);
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                DatasetJson.PrintProblems(output, opened, problems);
            else
                DatasetText.PrintProblems(output, opened, problems);
            return Task.FromResult(problems.Count == 0 ? ExitCodes.Done : ExitCodes.NoResult);
        });
        return command.WithExamples("hybrid datasets check path/to/pairs     exit code 1: something is missing or inconsistent");
    }

    private static IPairDataset Open(ParseResult result, Argument<string> dataset)
    {
        using var progress = new ProgressLine(result.InvocationConfiguration.Error, "looking for pairs");
        return DatasetLocator.Open(result.GetValue(dataset)!);
    }
}
