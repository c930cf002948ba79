using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Summaries;

/// <summary>A method's figures over a set of pairs; means over the seeds where there are several.</summary>
public sealed record MethodSummary
{
    /// <summary>Number of pairs.</summary>
    public required int N { get; init; }

    /// <summary>Pairs for which it gave no answer that it stood by; of unrelated pairs that is right, and they do not count.</summary>
    public required double Failures { get; init; }

    /// <summary>Median time, ms.</summary>
    public required double MedianMilliseconds { get; init; }

    /// <summary>95 % quantile of the time, ms.</summary>
    public required double P95Milliseconds { get; init; }

    /// <summary>Largest resident memory seen, MB.</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>Values by name, in the order of tables.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Number of pairs behind each value.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>Standard deviation over the seeds of each value; empty for a single seed.</summary>
    public required IReadOnlyDictionary<string, double> SeedDeviation { get; init; }

    /// <summary>What its confidence is worth; null where it gives none or nothing is known of the pairs.</summary>
    public ConfidenceSummary? Confidence { get; init; }
}
