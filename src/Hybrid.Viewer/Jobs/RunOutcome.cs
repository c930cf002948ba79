namespace Hybrid.Viewer.Jobs;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">The worker's exit code; null where it did not come to that.</param>
/// <param name="Messages">What it said on stderr, a line each, the most telling last.</param>
/// <param name="Result">The JSON that it printed; empty where it printed none.</param>
/// <param name="Files">Names of the files that it wrote.</param>
internal sealed record RunOutcome(int? ExitCode, IReadOnlyList<string> Messages, ReadOnlyMemory<byte> Result, IReadOnlyList<string> Files)
{
    /// <summary>One that left nothing but a sentence.</summary>
    public static RunOutcome Of(string message) => new(null, [message], default, []);
}
