using System.CommandLine;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation;
using Hybrid.Evaluation.Export;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Cli.Compare;

/// <summary><c>hybrid compare RUN…</c>: paired statistics over one or several runs, and a gate for continuous integration.</summary>
internal static class CompareCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN") { Description = "Run folders.", Arity = ArgumentArity.OneOrMore };
        var baseline = new Option<string?>("--baseline") { Description = "Compare every other method with this one.", HelpName = "method" };
        var metrics = new Option<string?>("--metrics") { Description = "Metrics to compare, separated by commas.", HelpName = "a,b" };
        var gate = new Option<string[]>("--fail-if") { Description = "Exit 1 if this holds: \"hybrid.auc@3 < classic.auc@3 - 0.01\". May be given several times.", HelpName = "condition", AllowMultipleArgumentsPerToken = false };
        var output = new Option<string?>("--output", "-o") { Description = "Write summary.json, summary.csv and report.html there.", HelpName = "dir" };
        var export = new Option<string?>("--export") { Description = "Write records.csv, homographies for OpenCV, matches for COLMAP and NumPy arrays there.", HelpName = "dir" };
        Option<int> seed = CommonOptions.Seed();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("compare", "Compares methods pair by pair, with intervals, and says what follows.") { runs, baseline, metrics, gate, output, export, seed, json };
        command.SetAction(result => Run(
            result.GetValue(runs)!,
            new SummaryOptions
            {
                Baseline = result.GetValue(baseline),
                Metrics = result.GetValue(metrics)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                Seed = result.GetValue(seed),
            },
            result.GetValue(gate) ?? [], result.GetValue(output), result.GetValue(export), result.GetValue(json),
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command.WithExamples(
            "hybrid compare runs/mine                               methods of one run against each other",
            "hybrid compare runs/before runs/after --baseline classic",
            "hybrid compare runs/mine --fail-if \"hybrid.auc@3 < classic.auc@3 - 0.01\"");
    }

    private static int Run(string[] runs, SummaryOptions options, string[] conditions, string? folder, string? export, bool json, TextWriter output, TextWriter error)
    {
        RegressionGate[] gates = [.. conditions.Select(RegressionGate.Parse)];
        RunSummary summary;
        List<string> notes = [];
        using (var progress = new ProgressLine(error, "comparing"))
        {
            ResultTable table = ResultTable.Load(runs);
            summary = SummaryBuilder.Build(table, runs, options);
            progress.Show("writing");
            if (folder is not null)
                RunReport.WriteTo(folder, table, runs, summary, images: 24);
            foreach (string run in export is null ? [] : runs)
            {
                string target = runs.Length == 1 ? export! : Path.Combine(export!, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run))));
                notes.AddRange(RunExporter.Export(run, RunReport.PairsOf([run]), target));
            }
        }
        foreach (string note in notes)
            error.WriteLine(note);
        SummaryText.Show(output, summary, folder, json);
        bool failed = false;
        foreach (RegressionGate gate in gates)
        {
            GateResult outcome = gate.Evaluate(summary);
            error.WriteLine(outcome.Sentence);
            failed |= outcome.Holds;
        }
        return failed ? ExitCodes.NoResult : ExitCodes.Done;
    }
}
