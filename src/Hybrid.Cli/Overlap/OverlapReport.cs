using Hybrid.Overlap;
using OpenCvSharp;

namespace Hybrid.Cli.Overlap;

/// <summary>Overlap masks with everything about the run that its files say.</summary>
internal sealed record OverlapReport
{
    /// <summary>The masks; not owned.</summary>
    public required OverlapMasks Masks { get; init; }

    /// <summary>The method asked for.</summary>
    public required string MethodRequested { get; init; }

    /// <summary>The images' paths as given.</summary>
    public required string PathA { get; init; }

    /// <inheritdoc cref="PathA" />
    public required string PathB { get; init; }

    /// <summary>Size of A in pixels.</summary>
    public required Size SizeA { get; init; }

    /// <summary>Size of B in pixels.</summary>
    public required Size SizeB { get; init; }

    public required int Seed { get; init; }

    /// <summary>Wall-clock milliseconds by stage, in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, double>> Timings { get; init; }

    /// <summary>Versions of what produced the result, by name.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Versions { get; init; }
}
