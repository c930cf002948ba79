using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Counts that describe an alignment, whatever the ground truth.</summary>
public sealed class MatchMetrics : IMetric
{
    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new("inliers", "count", Direction.Neutral, 0, "matches that agree with the homography; 0 for a failure"),
        new("matches", "count", Direction.Neutral, double.NaN, "tentative matches that the estimation saw"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (prediction is not AlignmentPrediction { Alignment: var alignment })
            return;
        into.Add("inliers", prediction.IsOk ? alignment.Inliers.Count : 0);
        into.Add("matches", alignment.MatchCount);
    }
}
