using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Datasets;

namespace Hybrid.Cli.Commands;

/// <summary><c>hybrid datasets</c>: what there is, what is in it, whether it is whole.</summary>
internal static class DatasetsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create() => new("datasets", "Lists, describes, makes and checks datasets.")
    {
        List(), Info(), Check(),
    };

    private static Command List()
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "Datasets and layouts that can be evaluated, with licence, size and where to get them.") { json };
        command.SetAction(result =>
        {
            DatasetText.List(result.InvocationConfiguration.Output, DatasetCatalogue.All, result.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Info()
    {
        var dataset = new Argument<string>("DATASET") { Description = "A catalogue name, a folder or a list of pairs." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("info", "Counts pairs and ground truth.") { dataset, json };
        command.SetAction(result =>
        {
            DatasetText.Info(result.InvocationConfiguration.Output, DatasetLocator.Open(result.GetValue(dataset)!), result.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Check()
    {
        var dataset = new Argument<string>("DATASET") { Description = "A catalogue name, a folder or a list of pairs." };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("check", "Reads every file and reports what is missing, unreadable or inconsistent; exits 1 if anything is.") { dataset, json };
        command.SetAction((result, token) =>
        {
            IPairDataset opened = DatasetLocator.Open(result.GetValue(dataset)!);
            IReadOnlyList<DatasetProblem> problems = DatasetCheck.ReadAll(opened, token);
            DatasetText.Problems(result.InvocationConfiguration.Output, opened, problems, result.GetValue(json));
            return Task.FromResult(problems.Count == 0 ? ExitCodes.Done : ExitCodes.NoResult);
        });
        return command;
    }
}
