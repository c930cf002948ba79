using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Imaging;

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
        new("bad2_visible", "fraction", Direction.Lower, 1, "bad2_all over the pixels that both images see"),
        new("disparity_error_px", "px", Direction.Lower, double.NaN, "mean absolute error of the answered pixels"),
        new("disparity_rms_px", "px", Direction.Lower, double.NaN, "root mean square error of the answered pixels"),
        new("d1_all", "fraction", Direction.Lower, 1, "share of the pixels with an error above 3 px and 5 % of the truth, or without an answer"),
        new("fill", "fraction", Direction.Higher, 0, "share of the pixels of known disparity that the method answered"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, Scene scene, MetricValues into)
    {
        if (scene.Truth is not DisparityTruth truth)
            return;
        bool occlusionKnown = truth.Occluded is not null && truth.Occluded.Contains(true);
        if (!prediction.IsOk || DisparityOf(prediction, scene.SizeA) is not { } disparity)
        {
            foreach ((string name, _) in Thresholds)
                into.AddFailure($"bad{name}_all");
            if (occlusionKnown)
                into.AddFailure("bad2_visible");
            into.AddFailure("d1_all");
            into.AddFailure("fill");
            return;
        }
        StereoErrors errors = StereoErrors.Measure(disparity, truth.Disparity);
        foreach ((string name, double t) in Thresholds)
            into.Add($"bad{name}_all", errors.BadAll(t));
        foreach ((string name, double t) in Thresholds)
            into.Add($"bad{name}_valid", errors.BadValid(t));
        if (occlusionKnown)
            into.Add("bad2_visible", StereoErrors.Measure(disparity, truth.Disparity, i => !truth.Occluded![i]).BadAll(2));
        into.Add("disparity_error_px", errors.AverageError);
        into.Add("disparity_rms_px", errors.Rms);
        into.Add("d1_all", errors.D1All());
        into.Add("fill", errors.Fill);
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
