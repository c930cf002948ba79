namespace Hybrid.Viewer.Jobs;

/// <summary>How a worker ended.</summary>
/// <param name="ExitCode">Its exit code; null where a limit ended it.</param>
/// <param name="Messages">Its lines on stderr, or what was breached.</param>
/// <param name="Output">What it printed on stdout.</param>
internal sealed record WorkerResult(int? ExitCode, IReadOnlyList<string> Messages, byte[] Output);
