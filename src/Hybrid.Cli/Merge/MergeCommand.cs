using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Cli.Merge;

/// <summary><c>hybrid merge RUN… -o RUN</c>: joins the shards of a run.</summary>
internal static class MergeCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN") { Description = "Run folders of all shards.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "Folder for the whole run.", HelpName = "run", Required = true };
        var baseline = new Option<string?>("--baseline") { Description = "Compare every other method with this one.", HelpName = "method" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("merge", "Joins the shards of a run into one, after checking that nothing is missing or doubled.") { runs, output, baseline, json };
        command.SetAction(result =>
        {
            string target = result.GetValue(output)!;
            RunSummary summary;
            using (new ProgressLine(result.InvocationConfiguration.Error, "joining"))
            {
                RunMerger.Merge(result.GetValue(runs)!, target);
                summary = RunReport.Write(target, new SummaryOptions { Baseline = result.GetValue(baseline) }, images: 24);
            }
            SummaryText.Show(result.InvocationConfiguration.Output, summary, target, result.GetValue(json));
            return ExitCodes.Done;
        });
        return command.WithExamples("hybrid merge runs/part1 runs/part2 -o runs/whole");
    }
}
