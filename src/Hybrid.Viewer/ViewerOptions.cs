using System.Net;
using Hybrid.Viewer.Jobs;

namespace Hybrid.Viewer;

/// <summary>How the viewer serves: where, for whom, and within which limits.</summary>
public sealed record ViewerOptions
{
    /// <summary>The program that does the work, one process a method and job.</summary>
    public required WorkerProgram Worker { get; init; }

    /// <summary>The address to listen on; loopback by default.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What every request must show where it is given; required where <see cref="Address"/> is not a loopback address.</summary>
    public string? Token { get; init; }

    /// <summary>The most bytes of one upload, all its files together.</summary>
    public long MaxUploadBytes { get; init; } = 256L << 20;

    /// <summary>The most pixels of one image.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Workers at once.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Runs that may wait for a worker; further uploads are refused until there is room.</summary>
    public int MaxWaiting { get; init; } = 200;

    /// <summary>Jobs whose files are kept once they are done; of more the oldest are removed.</summary>
    public int MaxKept { get; init; } = 100;

    /// <summary>Bytes of uploads and results that are kept together; where they are reached the oldest jobs that are done go, and if none is left uploads are refused.</summary>
    public long MaxStoredBytes { get; init; } = 8L << 30;

    /// <summary>How long a worker may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How much memory a worker may hold, in bytes of resident memory.</summary>
    public long MemoryLimitBytes { get; init; } = 6L << 30;

    /// <summary>The folder whose run folders are shown.</summary>
    public string RunsFolder { get; init; } = "runs";

    /// <summary>The dataset whose pairs are offered as examples: a catalogue name or a folder.</summary>
    public string Examples { get; init; } = "embedded";

    /// <summary>Told in a line what went wrong in the viewer itself; nobody by default.</summary>
    public Action<string>? Notice { get; init; }

    /// <summary>Where the folder of uploads and results is made.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();
}
