using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Agreement of predicted overlap masks with the true ones, or those of the true homography.</summary>
public sealed class OverlapMetrics : IMetric
{
    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new("overlap_iou", "fraction", Direction.Higher, 0, "intersection over union of the predicted and true overlap, mean of both images; pairs that share nothing left out"),
        new("overlap_boundary_f", "fraction", Direction.Higher, 0, "boundary F at 3 px of the predicted overlap, mean of both images"),
        new("overlap_decision", "fraction", Direction.Higher, 0, "1 where the method rightly said whether the images overlap at all"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (prediction.Kind is not AnswerKind.Masks)
            return;
        if (TrueMasks(pair) is not var (trueA, trueB))
            return;
        bool related = Array.IndexOf(trueA, true) >= 0 || Array.IndexOf(trueB, true) >= 0;
        if (prediction is not OverlapPrediction overlap)
        {
            into.AddFailure("overlap_decision");
            if (related)
            {
                into.AddFailure("overlap_iou");
                into.AddFailure("overlap_boundary_f");
            }
            return;
        }
        into.Add("overlap_decision", overlap.Overlaps == related ? 1 : 0);
        if (!related)
            return;
        into.Add("overlap_iou", (MaskAgreement.IntersectionOverUnion(overlap.MaskA, trueA) + MaskAgreement.IntersectionOverUnion(overlap.MaskB, trueB)) / 2);
        into.Add("overlap_boundary_f", (MaskAgreement.BoundaryF(overlap.MaskA, trueA, pair.SizeA.Width) + MaskAgreement.BoundaryF(overlap.MaskB, trueB, pair.SizeB.Width)) / 2);
    }

    private static (bool[] A, bool[] B)? TrueMasks(LabelledPair pair) => pair.Truth switch
    {
        OverlapTruth t => (t.MaskA, t.MaskB),
        UnrelatedTruth => (new bool[pair.SizeA.Width * pair.SizeA.Height], new bool[pair.SizeB.Width * pair.SizeB.Height]),
        HomographyTruth { Homography: var h } when h.Inverse() is { } back => (Visible(h, pair.SizeA, pair.SizeB), Visible(back, pair.SizeB, pair.SizeA)),
        _ => null,
    };

    /// <summary>Pixels of one image whose image under a homography lies in the other.</summary>
    internal static bool[] Visible(in Homography h, ImageSize from, ImageSize to)
    {
        bool[] mask = new bool[from.Width * from.Height];
        for (int i = 0; i < mask.Length; i++)
        {
            Point2d q = h.Apply(new Point2d(i % from.Width, i / from.Width));
            mask[i] = q.X >= 0 && q.Y >= 0 && q.X <= to.Width - 1 && q.Y <= to.Height - 1;
        }
        return mask;
    }
}
