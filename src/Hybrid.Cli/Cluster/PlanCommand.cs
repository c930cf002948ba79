using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;

namespace Hybrid.Cli.Cluster;

/// <summary><c>hybrid cluster plan</c>: what a run will take, from a measured sample.</summary>
internal static class PlanCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var nodes = new Option<int>("--nodes") { Description = "Nodes of the cluster.", HelpName = "n", DefaultValueFactory = _ => 1 };
        var tasks = new Option<int>("--tasks-per-node") { Description = "Parts that a node evaluates at a time.", HelpName = "n", DefaultValueFactory = _ => 1 };
        var sample = new Option<int>("--sample") { Description = "Pairs to measure here, chosen at random.", HelpName = "n", DefaultValueFactory = _ => 20 };
        var shards = new Option<int>("--shards") { Description = "Number of parts; chosen where it is not given.", HelpName = "N" };
        Option<bool> json = CommonOptions.Json();
        nodes.Validators.Add(r => CommonOptions.RequireRange(r, 1, 1_000_000));
        tasks.Validators.Add(r => CommonOptions.RequireRange(r, 1, 10_000));
        sample.Validators.Add(r => CommonOptions.RequireRange(r, ClusterEstimate.MinSample, 100_000));
        shards.Validators.Add(r => CommonOptions.RequireRange(r, 1, 1_000_000));
        var command = new Command("plan", "Predicts wall time, node-hours and a good number of parts from a sample measured on this machine.");
        RunOptions run = RunOptions.AddTo(command);
        foreach (Option option in (Option[])[nodes, tasks, sample, shards, json])
            command.Options.Add(option);
        ComputeOptions compute = ComputeOptions.AddTo(command);
        command.SetAction((result, token) =>
        {
            double start = (DateTime.UtcNow - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalSeconds;
            IReadOnlyList<IPairDataset> datasets = DatasetLocator.OpenAll(run.Names(result));
            RunSettings settings = RunOptions.WithMethods(run.Settings(result, compute.Settings(result)), datasets);
            IReadOnlyList<double> seconds;
            int pairs;
            using (new ProgressLine(result.InvocationConfiguration.Error, FormattableString.Invariant($"measuring {result.GetValue(sample)} pairs")))
                (seconds, pairs) = ClusterSample.Measure(datasets, settings, result.GetValue(sample), cancellationToken: token);
            ClusterEstimate estimate = ClusterEstimate.Of(seconds, pairs, start, result.GetValue(nodes), result.GetValue(tasks), result.GetValue(shards));
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                ClusterJsonOutput.PrintEstimate(output, estimate, pairs, seconds.Count);
            else
                Print(output, estimate, pairs, seconds.Count, result.GetValue(nodes));
            return Task.FromResult(ExitCodes.Done);
        });
        return command.WithExamples(
            "hybrid cluster plan path/to/pairs --methods classic,neural --nodes 4 --tasks-per-node 16",
            "hybrid cluster plan path/to/pairs --sample 50 --json");
    }

    private static void Print(TextWriter output, ClusterEstimate e, int pairs, int sample, int nodes)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pairs} pairs, {sample} measured: {Seconds(e.PairSeconds)} each (95 % intervals)"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{e.Shards} parts of {e.PairsPerShard:0.#} pairs, {Seconds(e.ShardSeconds)} each: --shards {e.Shards}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"wall time on {nodes} node{(nodes == 1 ? "" : "s")}: {Seconds(e.WallSeconds)}; node-hours: {e.NodeHours.Value:0.##} [{e.NodeHours.Low:0.##}, {e.NodeHours.High:0.##}]; efficiency {100 * e.Efficiency:0} %"));
        output.WriteLine("for nodes as fast as this machine, free at once");
        if (e.Shards > ClusterEstimate.DefaultMaxArray)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Slurm takes {ClusterEstimate.DefaultMaxArray} tasks in an array by default; 'scontrol show config' says how many yours does (MaxArraySize)"));
    }

    private static string Seconds(Estimate e) => $"{Span(e.Value)} [{Span(e.Low)}, {Span(e.High)}]";

    private static string Span(double seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 3600)}:{(int)(seconds / 60) % 60:00}:{(int)seconds % 60:00}");
}
