using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Agreement of predicted overlap masks with those of the true homography.</summary>
public sealed class OverlapMetrics : IMetric
{
    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new("overlap_iou", "fraction", Direction.Higher, 0, "intersection over union of the predicted and true overlap, mean of both images"),
        new("overlap_boundary_f", "fraction", Direction.Higher, 0, "boundary F at 3 px of the predicted overlap, mean of both images"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, Scene scene, MetricValues into)
    {
        if (scene.Truth is not HomographyTruth { Homography: var h } || prediction is not OverlapPrediction overlap || h.Inverse() is not { } back)
            return;
        bool[] trueA = Visible(h, scene.SizeA, scene.SizeB), trueB = Visible(back, scene.SizeB, scene.SizeA);
        into.Add("overlap_iou", (MaskAgreement.IntersectionOverUnion(overlap.MaskA, trueA) + MaskAgreement.IntersectionOverUnion(overlap.MaskB, trueB)) / 2);
        into.Add("overlap_boundary_f", (MaskAgreement.BoundaryF(overlap.MaskA, trueA, scene.SizeA.Width) + MaskAgreement.BoundaryF(overlap.MaskB, trueB, scene.SizeB.Width)) / 2);
    }

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
