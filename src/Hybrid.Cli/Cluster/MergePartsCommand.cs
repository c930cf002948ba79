using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation;
using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Cli.Cluster;

/// <summary><c>hybrid cluster merge RUN</c>: joins the parts of a run.</summary>
internal static class MergePartsCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Argument<string> run = ClusterCommand.Run();
        var baseline = new Option<string?>("--baseline") { Description = "Compare every other method with this one.", HelpName = "method" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("merge", "Joins the parts of a run, after checking that every pair of every method is there exactly once.") { run, baseline, json };
        command.SetAction(result =>
        {
            string folder = result.GetValue(run)!;
            RunSummary summary;
            using (new ProgressLine(result.InvocationConfiguration.Error, "joining"))
            {
                ClusterMerger.Merge(folder);
                summary = RunReport.Write(folder, new SummaryOptions { Baseline = result.GetValue(baseline) }, images: 24);
            }
            SummaryText.Show(result.InvocationConfiguration.Output, summary, folder, result.GetValue(json));
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid cluster merge runs/big");
    }
}
