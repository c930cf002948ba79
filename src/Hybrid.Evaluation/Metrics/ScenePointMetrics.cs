using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Errors of a dense motion at annotated points of a scene with depth.</summary>
public sealed class ScenePointMetrics : IMetric
{
    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new("point_error_px", "px", Direction.Lower, PlanarMetrics.ErrorCap, "mean distance in B at the annotated points, by the flow interpolated bilinearly, else the homography"),
        new("pck@1", "fraction", Direction.Higher, 0, "share of the annotated points within 1 px"),
        new("pck@3", "fraction", Direction.Higher, 0, "share of the annotated points within 3 px"),
        new("pck@5", "fraction", Direction.Higher, 0, "share of the annotated points within 5 px"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (prediction.Kind is not AnswerKind.Motion)
            return;
        if (pair.Truth is not PointsTruth { Planar: false } truth)
            return;
        if (!prediction.IsOk || prediction is not AlignmentPrediction { Alignment: var alignment })
        {
            foreach (MetricInfo value in Values)
                into.AddFailure(value.Name);
            return;
        }
        var motion = new PredictedMotion(alignment.Flow, alignment.Homography);
        double[] errors = [.. truth.Points.Select(p => motion.Map(p.A) is { } q ? TransferError.Distance(q, p.B) : double.PositiveInfinity)];
        into.Add("point_error_px", errors.Average());
        into.Add("pck@1", Share(errors, 1));
        into.Add("pck@3", Share(errors, 3));
        into.Add("pck@5", Share(errors, 5));
    }

    private static double Share(double[] errors, double t) => errors.Count(e => e <= t) / (double)errors.Length;
}
