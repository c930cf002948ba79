using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Imaging;
using Hybrid.Stereo;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Errors of a disparity map. An aligner's horizontal motion counts as disparity, d = −u.</summary>
public sealed class StereoMetrics : IMetric
{
    private static readonly (string Name, double T)[] Thresholds = [("0.5", 0.5), ("1", 1), ("2", 2), ("4", 4)];

    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        .. Thresholds.Select(t => new MetricInfo($"bad{t.Name}_all", "fraction", Direction.Lower, 1, $"share of the pixels of known disparity with an error above {t.Name} px or without an answer")),
        .. Thresholds.Select(t => new MetricInfo($"bad{t.Name}_valid", "fraction", Direction.Lower, double.NaN, $"share of the answered pixels with an error above {t.Name} px")),
        .. Thresholds.Select(t => new MetricInfo($"bad{t.Name}_visible", "fraction", Direction.Lower, 1, $"bad{t.Name}_all over the pixels that both images see")),
        new("disparity_error_px", "px", Direction.Lower, double.NaN, "mean absolute error of the answered pixels"),
        new("disparity_rms_px", "px", Direction.Lower, double.NaN, "root mean square error of the answered pixels"),
        new("d1_all", "fraction", Direction.Lower, 1, "share of the pixels with an error above 3 px and 5 % of the truth, or without an answer"),
        new("d1_visible", "fraction", Direction.Lower, 1, "d1_all over the pixels that both images see"),
        new("disparity_ause", "fraction", Direction.Lower, double.NaN, "area between the sparsification curves of confidence and oracle, over the mean error, of the answered pixels"),
        new("acc2@cov50", "fraction", Direction.Higher, double.NaN, "share within 2 px of the most confident 50 % of the answered pixels"),
        new("acc2@cov80", "fraction", Direction.Higher, double.NaN, "share within 2 px of the most confident 80 % of the answered pixels"),
        new("acc2@cov95", "fraction", Direction.Higher, double.NaN, "share within 2 px of the most confident 95 % of the answered pixels"),
        new("confidence_bias", "fraction", Direction.Neutral, double.NaN, "mean confidence of the answered pixels less their share within 2 px"),
        new("fill", "fraction", Direction.Higher, 0, "share of the pixels of known disparity that the method answered"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (prediction.Kind is not (AnswerKind.Motion or AnswerKind.Disparity))
            return;
        if (pair.Truth is not DisparityTruth truth)
            return;
        bool occlusionKnown = truth.Occluded is not null && truth.Occluded.Contains(true);
        if (!prediction.IsOk || DisparityOf(prediction, pair.SizeA) is not { } disparity)
        {
            foreach ((string name, _) in Thresholds)
                into.AddFailure($"bad{name}_all");
            foreach ((string name, _) in occlusionKnown ? Thresholds : [])
                into.AddFailure($"bad{name}_visible");
            if (occlusionKnown)
                into.AddFailure("d1_visible");
            into.AddFailure("d1_all");
            into.AddFailure("fill");
            return;
        }
        DisparityErrors errors = DisparityErrors.Measure(disparity, truth.Disparity);
        foreach ((string name, double t) in Thresholds)
            into.Add($"bad{name}_all", errors.BadAll(t));
        foreach ((string name, double t) in Thresholds)
            into.Add($"bad{name}_valid", errors.BadValid(t));
        if (occlusionKnown)
        {
            DisparityErrors visible = DisparityErrors.Measure(disparity, truth.Disparity, i => !truth.Occluded![i]);
            foreach ((string name, double t) in Thresholds)
                into.Add($"bad{name}_visible", visible.BadAll(t));
            into.Add("d1_visible", visible.D1All());
        }
        into.Add("disparity_error_px", errors.AverageError);
        into.Add("disparity_rms_px", errors.Rms);
        into.Add("d1_all", errors.D1All());
        into.Add("fill", errors.Fill);
        if (prediction is DisparityPrediction { PixelConfidence: { } confidence })
            AddConfidence(disparity, truth.Disparity, confidence, into);
    }

    private static void AddConfidence(ScalarMap disparity, ScalarMap truth, ScalarMap confidence, MetricValues into)
    {
        int[] answered = [.. Enumerable.Range(0, truth.Data.Length).Where(i => float.IsFinite(truth.Data[i]) && float.IsFinite(disparity.Data[i]))];
        if (answered.Length == 0)
            return;
        float[] errors = Array.ConvertAll(answered, i => Math.Abs(disparity.Data[i] - truth.Data[i]));
        float[] values = Array.ConvertAll(answered, i => confidence.Data[i]);
        into.Add("disparity_ause", ConfidenceQuality.Ause(errors, values));
        into.Add("acc2@cov50", ConfidenceQuality.AccuracyAt(errors, values, 0.5, 2));
        into.Add("acc2@cov80", ConfidenceQuality.AccuracyAt(errors, values, 0.8, 2));
        into.Add("acc2@cov95", ConfidenceQuality.AccuracyAt(errors, values, 0.95, 2));
        into.Add("confidence_bias", values.Average() - errors.Average(e => e <= 2 ? 1.0 : 0.0));
    }

    private static ScalarMap? DisparityOf(Prediction prediction, ImageSize size)
    {
        if (prediction is DisparityPrediction stereo)
            return stereo.Disparity;
        if (prediction is not AlignmentPrediction { Alignment: var a })
            return null;
        var motion = new PredictedMotion(a.Flow, a.Homography);
        if (!motion.Exists)
            return null;
        var disparity = new ScalarMap(size.Width, size.Height);
        for (int y = 0; y < size.Height; y++)
        {
            for (int x = 0; x < size.Width; x++)
                disparity[x, y] = motion.TryAt(x, y, out double u, out _) ? (float)-u : float.NaN;
        }
        return disparity;
    }
}
