using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Summaries;

/// <summary>What a run, or several together, came to.</summary>
public sealed record RunSummary
{
    /// <summary>Names of the datasets, joined by <c>+</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>Number of pairs.</summary>
    public required int N { get; init; }

    /// <summary>Figures over all pairs, by method, in the order of tables.</summary>
    public required IReadOnlyList<KeyValuePair<string, MethodSummary>> Methods { get; init; }

    /// <summary>Figures by tier, then method.</summary>
    public required IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, MethodSummary>>>> Tiers { get; init; }

    /// <summary>Figures by dataset, then method.</summary>
    public required IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, MethodSummary>>>> Datasets { get; init; }

    /// <summary>Figures of restored images by family of blur (the folder in the pair's name), then method.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, MethodSummary>>>> Families { get; init; } = [];

    /// <summary>Figures by tag of the pairs, such as the kind of unrelated pairs, then method.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, MethodSummary>>>> Tags { get; init; } = [];

    /// <summary>Comparisons over all pairs, Holm-corrected together.</summary>
    public required IReadOnlyList<PairedComparison> Comparisons { get; init; }

    /// <summary>Comparisons by tier, Holm-corrected together.</summary>
    public required IReadOnlyList<PairedComparison> TierComparisons { get; init; }

    /// <summary>What follows, a sentence a comparison.</summary>
    public required IReadOnlyList<string> Verdicts { get; init; }

    /// <summary>How everything was measured.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Protocol { get; init; }
}
