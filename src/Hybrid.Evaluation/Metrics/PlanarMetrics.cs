using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Geometry;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Errors of a homography, on pairs with a true homography or with annotated points of a plane.</summary>
public sealed class PlanarMetrics : IMetric
{
    /// <summary>Where averages and differences stop growing, px.</summary>
    public const double ErrorCap = 50;

    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new("transfer_error_px", "px", Direction.Lower, ErrorCap, "mean distance in B between predicted and true image of the annotated points, else of A's four corners (w-1, h-1)"),
        new("overlap_error_px", "px", Direction.Lower, ErrorCap, "mean distance in B over a 16-px grid of A whose true image lies in B"),
        new("flow_error_px", "px", Direction.Lower, double.NaN, "mean distance of the dense flow from the true homography over the same grid"),
        new("precision@1", "fraction", Direction.Higher, 0, "share of the inlier matches within 1 px of the true homography"),
        new("precision@3", "fraction", Direction.Higher, 0, "share of the inlier matches within 3 px of the true homography"),
        new("precision@5", "fraction", Direction.Higher, 0, "share of the inlier matches within 5 px of the true homography"),
        new("rejected_error_px", "px", Direction.Neutral, double.NaN, "transfer error of the model that the method itself rejected"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (prediction.Kind is not AnswerKind.Motion)
            return;
        Homography? truth = (pair.Truth as HomographyTruth)?.Homography;
        if (truth is null && pair.Truth is not PointsTruth { Planar: true })
            return;
        AlignmentResult? alignment = (prediction as AlignmentPrediction)?.Alignment;
        if (!prediction.IsOk || alignment?.Homography is not { } h)
        {
            into.AddFailure("transfer_error_px");
            if (truth is not null)
            {
                into.AddFailure("overlap_error_px");
                foreach (string name in new[] { "precision@1", "precision@3", "precision@5" })
                    into.AddFailure(name);
            }
            if (alignment?.Homography is { } rejected && Error(rejected, pair) is var error && double.IsFinite(error))
                into.Add("rejected_error_px", error);
            return;
        }

        into.Add("transfer_error_px", Error(h, pair));
        if (truth is not { } t)
            return;
        into.Add("overlap_error_px", TransferError.Overlap(h, t, pair.SizeA, pair.SizeB));
        if (alignment.Flow is not null)
            into.Add("flow_error_px", OverlapFlowError(new PredictedMotion(alignment.Flow, h), t, pair));
        into.Add("precision@1", Precision(alignment.Inliers, t, 1));
        into.Add("precision@3", Precision(alignment.Inliers, t, 3));
        into.Add("precision@5", Precision(alignment.Inliers, t, 5));
    }

    /// <summary>Transfer error as the protocol defines it for the pair's ground truth.</summary>
    internal static double Error(in Homography h, LabelledPair pair) => pair.Truth switch
    {
        HomographyTruth { Points.Count: > 0 } t => TransferError.AtPoints(h, t.Points),
        HomographyTruth t => TransferError.AtCorners(h, t.Homography, pair.SizeA),
        PointsTruth t => TransferError.AtPoints(h, t.Points),
        _ => double.NaN,
    };

    /// <summary>Share of matches within t px of the truth; 0 for no matches.</summary>
    internal static double Precision(IReadOnlyList<PointMatch> matches, in Homography truth, double t)
    {
        int right = 0;
        foreach (PointMatch m in matches)
            right += TransferError.Distance(truth.Apply(m.A), m.B) <= t ? 1 : 0;
        return matches.Count == 0 ? 0 : right / (double)matches.Count;
    }

    private static double OverlapFlowError(PredictedMotion motion, Homography truth, LabelledPair pair)
    {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < pair.SizeA.Height; y += TransferError.GridStep)
        {
            for (int x = 0; x < pair.SizeA.Width; x += TransferError.GridStep)
            {
                OpenCvSharp.Point2d t = truth.Apply(new OpenCvSharp.Point2d(x, y));
                if (!(t.X >= 0 && t.Y >= 0 && t.X <= pair.SizeB.Width - 1 && t.Y <= pair.SizeB.Height - 1) || !motion.TryAt(x, y, out double u, out double v))
                    continue;
                sum += TransferError.Distance(new OpenCvSharp.Point2d(x + u, y + v), t);
                count++;
            }
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
