using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>
/// How alike A and the warped B are, on pairs to stitch. Two protocols side by side: over A's whole frame with the pixels
/// outside the overlap black in both (as UDIS-D's papers do, which counts non-overlap as perfect), and over the overlap alone.
/// </summary>
/// <remarks>Nie et al., Unsupervised Deep Image Stitching, TIP 2021, section V.</remarks>
public sealed class StitchingMetrics : IMetric
{
    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new("frame_psnr_db", "dB", Direction.Higher, 0, "PSNR over A's whole frame, black outside the overlap in both (UDIS-D paper protocol)"),
        new("frame_ssim", "fraction", Direction.Higher, 0, "SSIM over A's whole frame, black outside the overlap in both (UDIS-D paper protocol)"),
        new("overlap_psnr_db", "dB", Direction.Higher, 0, "PSNR over the overlap alone"),
        new("overlap_ssim", "fraction", Direction.Higher, 0, "SSIM over the overlap alone"),
        new("seam_error", "levels/px", Direction.Lower, 64, "difference of the images' gradients along the seam, mean; the seam is where the panorama changes from looking like one image to looking like the other"),
        new("ghost_score", "fraction", Direction.Lower, 1, "1 - similarity of the panorama to that image of the two which it resembles more, windows of 11x11, mean over the overlap: what is doubled resembles neither"),
        new("images_kept", "fraction", Direction.Higher, 0, "share of the images that are in the panorama"),
        new("stretch", "ratio", Direction.Lower, 10, "largest linear magnification of an image in the panorama, at most 10"),
        new("reprojection_px", "px", Direction.Lower, 50, "mean distance between where a pixel of one image lies in another by the panorama and by the true cameras, over a grid of every pair that overlaps"),
        new("overlap_share", "fraction", Direction.Neutral, double.NaN, "share of A's frame that the warped B covers"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (pair.Truth is not (NoTruth or ImageSetTruth) || prediction.Kind is not (AnswerKind.Motion or AnswerKind.Panorama))
            return;
        if (prediction is PanoramaPrediction panorama)
        {
            PanoramaMeasures.Measure(panorama, pair, into);
            return;
        }
        if (!prediction.IsOk || prediction is not AlignmentPrediction { Alignment.Homography: { } h })
        {
            foreach (string name in new[] { "frame_psnr_db", "frame_ssim", "overlap_psnr_db", "overlap_ssim" })
                into.AddFailure(name);
            // A stitcher that threw has no panorama either.
            if (prediction.Kind == AnswerKind.Panorama)
            {
                foreach (string name in new[] { "seam_error", "ghost_score", "images_kept", "stretch" })
                    into.AddFailure(name);
                if (pair.Truth is ImageSetTruth { Cameras.Count: > 0 })
                    into.AddFailure("reprojection_px");
            }
            return;
        }
        ImageSize a = pair.SizeA, b = pair.SizeB;
        bool[] overlap = OverlapMetrics.Visible(h, a, b);
        double[] m = h.ToRowMajor();
        using Mat matrix = Mat.FromPixelData(3, 3, MatType.CV_64FC1, m);
        using var warped = new Mat();
        using Mat imageA = ToColor(pair.Images.A), imageB = ToColor(pair.Images.B);
        Cv2.WarpPerspective(imageB, warped, matrix, new Size(a.Width, a.Height), InterpolationFlags.Linear | InterpolationFlags.WarpInverseMap);
        GC.KeepAlive(m);
        into.Add("overlap_psnr_db", ImageQuality.Psnr(imageA, warped, overlap));
        into.Add("overlap_ssim", ImageQuality.Ssim(imageA, warped, overlap));
        Blacken(imageA, overlap);
        Blacken(warped, overlap);
        into.Add("frame_psnr_db", ImageQuality.Psnr(imageA, warped));
        into.Add("frame_ssim", ImageQuality.Ssim(imageA, warped));
        into.Add("overlap_share", overlap.Count(o => o) / (double)overlap.Length);
    }

    private static Mat ToColor(Mat image)
    {
        var color = new Mat();
        if (image.Channels() == 1)
            Cv2.CvtColor(image, color, ColorConversionCodes.GRAY2BGR);
        else
            image.CopyTo(color);
        return color;
    }

    internal static unsafe void Blacken(Mat image, bool[] keep)
    {
        long pixel = image.ElemSize();
        for (int y = 0, rows = image.Height; y < rows; y++)
        {
            byte* row = (byte*)image.Ptr(y);
            for (int x = 0, columns = image.Width; x < columns; x++)
            {
                if (!keep[y * image.Width + x])
                    new Span<byte>(row + x * pixel, (int)pixel).Clear();
            }
        }
    }
}
