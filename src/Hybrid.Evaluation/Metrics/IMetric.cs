using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Measures an answer against what is known of the pair.</summary>
public interface IMetric
{
    /// <summary>The values that it can give.</summary>
    IReadOnlyList<MetricInfo> Values { get; }

    /// <summary>
    /// Adds its values, none where it does not apply to the truth or to the kind of answer. Which failures it adds depends on these two
    /// alone, so that every method of a kind is scored on the same pairs.
    /// </summary>
    /// <param name="prediction">The answer; not ok means that every applicable error counts as infinite.</param>
    /// <param name="pair">What is known of the pair.</param>
    /// <param name="into">Receives the values.</param>
    void Measure(Prediction prediction, LabelledPair pair, MetricValues into);
}
