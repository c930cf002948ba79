using System.Globalization;
using System.Text.Json;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Cluster;

/// <summary>One start of a task, as its <c>attempt.json</c> has it: what remains when a node goes without a word.</summary>
public sealed record TaskAttempt
{
    internal const string FileName = "attempt.json";

    /// <summary>Name of the node.</summary>
    public string Host { get; init => field = value ?? ""; } = "";

    /// <summary>Id of the scheduler's job; empty where there is none.</summary>
    public string Job { get; init => field = value ?? ""; } = "";

    /// <summary>When it began, UTC.</summary>
    public string StartedUtc { get; init => field = value ?? ""; } = "";

    /// <summary>When it ended, UTC; null while it runs, or where it was killed.</summary>
    public string? EndedUtc { get; init; }

    /// <summary>Why it ended without a result; null where it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took; null while it runs, or where it was killed.</summary>
    internal TimeSpan? Duration => EndedUtc is { } ended && Time(ended) is { } end && Time(StartedUtc) is { } start ? end - start : null;

    /// <summary>When it began; null where that is damaged.</summary>
    internal DateTimeOffset? Started => Time(StartedUtc);

    internal static TaskAttempt Begin() => new()
    {
        Host = Environment.GetEnvironmentVariable("SLURMD_NODENAME") ?? Environment.MachineName,
        Job = Environment.GetEnvironmentVariable("SLURM_JOB_ID") ?? "",
        StartedUtc = Now(),
    };

    internal TaskAttempt End(string? reason) => this with { EndedUtc = Now(), Reason = reason };

    internal void Write(string folder) => AtomicFile.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, ClusterJson.Default.TaskAttempt) + "\n");

    /// <summary>Reads the attempt of a folder; null where there is none that can be read.</summary>
    internal static TaskAttempt? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, FileName)), ClusterJson.Default.TaskAttempt);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string Now() => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
