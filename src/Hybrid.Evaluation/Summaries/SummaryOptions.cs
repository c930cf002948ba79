namespace Hybrid.Evaluation.Summaries;

/// <summary>How a summary compares.</summary>
public sealed record SummaryOptions
{
    /// <summary>Every other method is compared with this one; null compares each with each (with the first, beyond four methods).</summary>
    public string? Baseline { get; init; }

    /// <summary>Metrics compared; empty means the headline metric of each kind of ground truth present.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Seed of the bootstrap.</summary>
    public int Seed { get; init; }

    /// <summary>Resamples of the bootstrap.</summary>
    public int Resamples { get; init; } = Statistics.Bootstrap.DefaultResamples;
}
