using System.CommandLine;
using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Cluster;
using Hybrid.Evaluation.Cluster.Slurm;
using Hybrid.Evaluation.Running;

namespace Hybrid.Cli.Cluster;

/// <summary><c>hybrid cluster status RUN</c>: how far each part is.</summary>
internal static class StatusCommand
{
    private const int MaxLines = 40;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        Argument<string> run = ClusterCommand.Run();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("status", "Shows how far the parts of a run are, which take long, and why others are missing; exits 1 until all are done.") { run, json };
        command.SetAction(result =>
        {
            ClusterFolder folder = ClusterFolder.Open(result.GetValue(run)!);
            IReadOnlyList<PartStatus> parts = ClusterStatus.Of(folder, Queue(folder, result.InvocationConfiguration.Error));
            TextWriter output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
                ClusterJsonOutput.PrintStatus(output, parts);
            else
                Print(output, result.GetValue(run)!, parts);
            return parts.All(p => p.State == PartState.Done) ? ExitCodes.Done : ExitCodes.NoResult;
        });
        return command.WithExamples("hybrid cluster status runs/big", "hybrid cluster status runs/big --json");
    }

    /// <summary>What the scheduler says of a run's jobs; null where none was submitted or, with a word on stderr, where it gives no answer.</summary>
    public static IReadOnlyList<QueueEntry>? Queue(ClusterFolder folder, TextWriter error)
    {
        if (folder.Plan.Jobs.Count == 0)
            return null;
        try
        {
            return SlurmClient.Queue(folder.Plan.Jobs);
        }
        catch (InputException e)
        {
            error.WriteLine($"hybrid: {Terminal.OneLine(e.Message)}; what follows is from the run's own files");
            return null;
        }
    }

    private static void Print(TextWriter output, string run, IReadOnlyList<PartStatus> parts)
    {
        string Count(PartState state) => string.Create(CultureInfo.InvariantCulture, $"{parts.Count(p => p.State == state)} {state.ToString().ToLowerInvariant()}");
        int records = parts.Sum(p => p.Records), total = parts.Sum(p => p.Total);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts.Count} parts: {string.Join(", ", Enum.GetValues<PartState>().Where(s => parts.Any(p => p.State == s)).Select(Count))}; {records}/{total} records"));
        PartStatus[] open = [.. parts.Where(p => p.State is not (PartState.Done or PartState.Queued) || (p.State == PartState.Queued && p.Records > 0))];
        foreach (PartStatus part in open.OrderBy(p => p.State == PartState.Running && !p.IsStraggler).Take(MaxLines))
            output.WriteLine(Terminal.OneLine(Line(part)));
        if (open.Length > MaxLines)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {open.Length - MaxLines} more; --json has all"));
        foreach (IGrouping<string, PartStatus> queued in parts.Where(p => p.State == PartState.Queued).GroupBy(p => p.Reason))
            output.WriteLine(Terminal.OneLine(string.Create(CultureInfo.InvariantCulture, $"{queued.Count()} queued{(queued.Key.Length > 0 ? ": " + queued.Key : "")}")));
        if (parts.All(p => p.State == PartState.Done))
            output.WriteLine($"hybrid cluster merge {ShellWord.Of(run)}");
        else if (parts.Any(p => p.State == PartState.Missing))
            output.WriteLine($"hybrid cluster retry {ShellWord.Of(run)}     submits what is missing");
    }

    private static string Line(PartStatus p)
    {
        string time = p.Elapsed is { } t ? FormattableString.Invariant($", {(int)t.TotalHours}:{t.Minutes:00}:{t.Seconds:00}") : "";
        string host = p.Host.Length > 0 ? " on " + p.Host : "", slow = p.IsStraggler ? ", a straggler" : "", reason = p.Reason.Length > 0 ? ": " + p.Reason : "";
        return FormattableString.Invariant($"part {p.Shard.Index}: {p.State.ToString().ToLowerInvariant()}{host}, {p.Records}/{p.Total}{time}{slow}{reason}");
    }
}
