using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Running;

/// <summary>One line of <c>pairs.ndjson</c>: what a method with a seed did on a pair.</summary>
public sealed record PairRecord
{
    /// <summary>Dataset and pair, <c>dataset:pair</c>.</summary>
    public required string Pair { get; init; }

    /// <summary>Canonical method spec.</summary>
    public required string Method { get; init; }

    /// <summary>Seed of the run.</summary>
    public required int Seed { get; init; }

    /// <summary>Kind of ground truth.</summary>
    public required string Truth { get; init; }

    /// <summary>Difficulty tier in lower case.</summary>
    public required string Tier { get; init; }

    /// <summary>Words of the pair by which figures are grouped.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values of the difficulty factors.</summary>
    public IReadOnlyDictionary<string, double> Difficulty { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether the method stands by its answer.</summary>
    public required bool Ok { get; init; }

    /// <summary>Reason code.</summary>
    public required string Reason { get; init; }

    /// <summary>The method whose result it is.</summary>
    public string MethodUsed { get; init; } = "";

    /// <summary>What went wrong, where the method threw or returned nonsense.</summary>
    public string? Error { get; init; }

    /// <summary>Confidence 0..1; NaN where none is given.</summary>
    public double Confidence { get; init; } = double.NaN;

    /// <summary>Measured values.</summary>
    public required MetricValues Metrics { get; init; }

    /// <summary>The answer's homography, nine numbers row-major; null for none.</summary>
    public double[]? Homography { get; init; }

    /// <summary>At most so many inlier matches are kept in a record, evenly chosen, for people to look at.</summary>
    public const int MaxMatches = 24;

    /// <summary>Some of the inlier matches: x and y in A, x and y in B, to a tenth of a pixel.</summary>
    public IReadOnlyList<double[]> Matches { get; init; } = [];

    /// <summary>Every decision on the way.</summary>
    public IReadOnlyList<ProvenanceStep> Steps { get; init; } = [];

    /// <summary>Wall-clock time of the method alone, ms.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Largest resident memory of the process seen while the method ran, MB (2^20 bytes).</summary>
    public double PeakMegabytes { get; init; }
}
