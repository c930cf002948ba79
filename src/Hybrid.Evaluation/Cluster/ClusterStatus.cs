using System.Text;
using Hybrid.Evaluation.Cluster.Slurm;
using Hybrid.Evaluation.Running;

namespace Hybrid.Evaluation.Cluster;

/// <summary>How far a cluster run is, from its own files and the scheduler's queue.</summary>
public static class ClusterStatus
{
    private const int LogTail = 4096;
    private const int MinFinished = 3;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    /// <summary>Looks at every part.</summary>
    /// <param name="folder">The cluster run.</param>
    /// <param name="queue">What the scheduler says of its jobs; null where it gave no answer.</param>
    public static IReadOnlyList<PartStatus> Of(ClusterFolder folder, IReadOnlyList<QueueEntry>? queue)
    {
        ArgumentNullException.ThrowIfNull(folder);
        // Of several jobs that had the task, one that still has it counts, else the latest.
        var entries = queue?.GroupBy(e => e.Task).ToDictionary(g => g.Key, g => g.OrderBy(e => e.IsRunning ? 2 : e.IsQueued ? 1 : 0).ThenBy(e => e.Job).Last());
        PartStatus[] parts = [.. folder.Shards.Select(s => Of(folder, s, entries?.GetValueOrDefault(s.Index), queue is not null))];
        TimeSpan[] finished = [.. parts.Where(p => p.State == PartState.Done && p.Elapsed is not null).Select(p => p.Elapsed!.Value).Order()];
        if (finished.Length < MinFinished)
            return parts;
        TimeSpan median = finished[finished.Length / 2];
        return [.. parts.Select(p => p with { IsStraggler = p.State == PartState.Running && p.Elapsed > 2 * median })];
    }

    private static PartStatus Of(ClusterFolder folder, Shard shard, QueueEntry? entry, bool isKnown)
    {
        int total = folder.Plan.Records[shard.Index - 1];
        if (folder.IsDone(shard))
        {
            TaskAttempt? done = TaskAttempt.Read(folder.PartOf(shard));
            return new PartStatus(shard, PartState.Done, total, total, done?.Host ?? "", done?.Duration, false, "");
        }
        (string Folder, TaskAttempt Attempt)[] attempts = [.. folder.AttemptsOf(shard).Select(a => (a, TaskAttempt.Read(a) ?? new TaskAttempt())).OrderBy(a => a.Item2.StartedUtc, StringComparer.Ordinal)];
        TaskAttempt? latest = attempts.Length == 0 ? null : attempts[^1].Attempt;
        int records = attempts.Length == 0 ? 0 : attempts.Max(a => LinesOf(a.Folder));
        PartState state = entry switch
        {
            { IsRunning: true } => PartState.Running,
            { IsQueued: true } => PartState.Queued,
            _ when isKnown => PartState.Missing,
            _ when attempts.Length > 0 && latest!.EndedUtc is null && DateTime.UtcNow - LastWrite(attempts[^1].Folder) < Fresh => PartState.Running,
            _ => latest is { EndedUtc: not null } ? PartState.Missing : PartState.Unknown,
        };
        TimeSpan? elapsed = latest?.Duration ?? (state == PartState.Running && latest?.Started is { } started ? DateTimeOffset.UtcNow - started : null);
        string reason = state switch
        {
            PartState.Queued => entry!.Reason,
            PartState.Missing or PartState.Unknown => ReasonOf(folder, shard, entry, latest),
            _ => "",
        };
        return new PartStatus(shard, state, records, total, entry?.Nodes is { Length: > 0 } nodes ? nodes : latest?.Host ?? "", elapsed, false, reason);
    }

    private static string ReasonOf(ClusterFolder folder, Shard shard, QueueEntry? entry, TaskAttempt? latest)
    {
        string scheduler = entry?.State switch
        {
            null or "COMPLETED" => "",
            "TIMEOUT" => "ran out of its time limit",
            "NODE_FAIL" => "its node was lost",
            "OUT_OF_MEMORY" => "ran out of its memory",
            "CANCELLED" => "cancelled",
            "PREEMPTED" => "gave way to another job",
            var state => state.ToLowerInvariant().Replace('_', ' '),
        };
        string own = latest?.Reason ?? LastLine(folder.LogOf(shard));
        return (scheduler, own) switch
        {
            ("", "") => latest is null ? "was not started" : "ended without a word: killed, or its node was lost",
            ("", _) => own,
            (_, "") => scheduler,
            _ => $"{scheduler}: {own}",
        };
    }

    private static int LinesOf(string attempt)
    {
        try
        {
            int lines = 0;
            byte[] buffer = new byte[1 << 16];
            using var stream = new FileStream(Path.Combine(attempt, RunFolder.PairsFile), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
            return lines;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static DateTime LastWrite(string attempt) =>
        new[] { RunFolder.PairsFile, TaskAttempt.FileName }.Select(f => new FileInfo(Path.Combine(attempt, f))).Where(f => f.Exists).Select(f => f.LastWriteTimeUtc).DefaultIfEmpty(DateTime.MinValue).Max();

    private static string LastLine(string log)
    {
        try
        {
            using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            stream.Position = Math.Max(0, stream.Length - LogTail);
            byte[] tail = new byte[LogTail];
            int read = stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false);
            string[] lines = Encoding.UTF8.GetString(tail, 0, read).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.LastOrDefault(l => l.StartsWith("slurmstepd: error", StringComparison.Ordinal) || l.StartsWith("hybrid: ", StringComparison.Ordinal)) ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
