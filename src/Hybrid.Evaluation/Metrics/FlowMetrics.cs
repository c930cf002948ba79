using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Errors of a dense motion on pairs with true flow.</summary>
public sealed class FlowMetrics : IMetric
{
    /// <summary>Where averages and differences stop growing, px.</summary>
    public const double ErrorCap = 100;

    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new("epe_px", "px", Direction.Lower, ErrorCap, "mean end-point error over the pixels of known flow; a pixel without prediction counts as one that does not move"),
        new("epe_median_px", "px", Direction.Lower, ErrorCap, "median end-point error over the same pixels"),
        new("flow_bad1", "fraction", Direction.Lower, 1, "share of the pixels with an end-point error above 1 px"),
        new("flow_bad3", "fraction", Direction.Lower, 1, "share of the pixels with an end-point error above 3 px"),
        new("flow_bad5", "fraction", Direction.Lower, 1, "share of the pixels with an end-point error above 5 px"),
        new("fl_all", "fraction", Direction.Lower, 1, "share of the pixels with an end-point error above 3 px and above 5 % of the true flow"),
        new("epe_visible_px", "px", Direction.Lower, ErrorCap, "mean end-point error over the pixels that B sees"),
        new("epe_occluded_px", "px", Direction.Lower, ErrorCap, "mean end-point error over the pixels that B does not see"),
        new("flow_fill", "fraction", Direction.Neutral, double.NaN, "share of the known pixels for which a motion was predicted"),
        new("ause", "fraction", Direction.Lower, double.NaN, "area between the sparsification curves of confidence and oracle, over the mean error"),
        new("epe@cov80", "px", Direction.Lower, ErrorCap, "mean end-point error of the most confident 80 % of the pixels"),
        new("acc3@cov50", "fraction", Direction.Higher, double.NaN, "share within 3 px of the most confident 50 % of the pixels"),
        new("acc3@cov80", "fraction", Direction.Higher, double.NaN, "share within 3 px of the most confident 80 % of the pixels"),
        new("acc3@cov95", "fraction", Direction.Higher, double.NaN, "share within 3 px of the most confident 95 % of the pixels"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (prediction.Kind is not AnswerKind.Motion)
            return;
        if (pair.Truth is not FlowTruth truth)
            return;
        bool occlusionKnown = truth.Occluded is not null && truth.Occluded.Contains(true);
        var motion = prediction is AlignmentPrediction { Alignment: var a } ? new PredictedMotion(a.Flow, a.Homography) : default;
        if (!prediction.IsOk || !motion.Exists)
        {
            foreach (string name in new[] { "epe_px", "epe_median_px", "flow_bad1", "flow_bad3", "flow_bad5", "fl_all" })
                into.AddFailure(name);
            if (occlusionKnown)
            {
                into.AddFailure("epe_visible_px");
                into.AddFailure("epe_occluded_px");
            }
            return;
        }

        FlowErrors errors = FlowErrors.Measure(motion, truth.Flow);
        into.Add("epe_px", errors.Mean());
        into.Add("epe_median_px", errors.Median());
        into.Add("flow_bad1", errors.Above(1));
        into.Add("flow_bad3", errors.Above(3));
        into.Add("flow_bad5", errors.Above(5));
        into.Add("fl_all", errors.FlAll());
        if (occlusionKnown)
        {
            bool[] occluded = truth.Occluded!;
            into.Add("epe_visible_px", errors.Mean(i => !occluded[i]));
            into.Add("epe_occluded_px", errors.Mean(i => occluded[i]));
        }
        into.Add("flow_fill", errors.Fill);
        if (((AlignmentPrediction)prediction).Alignment.FlowConfidence is { } confidence)
            AddConfidence(errors, confidence, into);
    }

    private static void AddConfidence(FlowErrors errors, ScalarMap confidence, MetricValues into)
    {
        float[] values = Array.ConvertAll(errors.Pixels, i => confidence.Data[i]);
        into.Add("ause", ConfidenceQuality.Ause(errors.Errors, values));
        into.Add("epe@cov80", ConfidenceQuality.MeanAt(errors.Errors, values, 0.8));
        into.Add("acc3@cov50", ConfidenceQuality.AccuracyAt(errors.Errors, values, 0.5, 3));
        into.Add("acc3@cov80", ConfidenceQuality.AccuracyAt(errors.Errors, values, 0.8, 3));
        into.Add("acc3@cov95", ConfidenceQuality.AccuracyAt(errors.Errors, values, 0.95, 3));
    }
}
