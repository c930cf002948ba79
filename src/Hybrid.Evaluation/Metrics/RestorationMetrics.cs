using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Likeness of a restored image to the sharp one, beside that of the blurred image as it came.</summary>
public sealed class RestorationMetrics : IMetric
{
    /// <inheritdoc />
    public IReadOnlyList<MetricInfo> Values { get; } =
    [
        new("psnr_db", "dB", Direction.Higher, 0, "PSNR of the restored against the sharp image, RGB"),
        new("ssim", "fraction", Direction.Higher, 0, "SSIM (Gaussian 11x11, sigma 1.5) of the restored against the sharp image, RGB"),
        new("psnr_gain_db", "dB", Direction.Higher, -20, "PSNR of the restored minus that of the blurred image; pairs that are sharp as they came left out"),
        new("aligned_psnr_gain_db", "dB", Direction.Higher, -20, "the same after the best translation of each image by up to 3 px: blind methods cannot know where an image lay (Köhler et al., ECCV 2012)"),
        new("input_psnr_db", "dB", Direction.Neutral, double.NaN, "PSNR of the blurred image as it came"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, LabelledPair pair, MetricValues into)
    {
        if (prediction.Kind is not AnswerKind.Image)
            return;
        if (pair.Truth is not SharpTruth)
            return;
        double before = ImageQuality.Psnr(pair.Images.A, pair.Images.B);
        if (!prediction.IsOk || prediction is not ImagePrediction { Image: var image })
        {
            into.AddFailure("psnr_db");
            into.AddFailure("ssim");
            if (before < ImageQuality.MaxPsnr)
            {
                into.AddFailure("psnr_gain_db");
                into.AddFailure("aligned_psnr_gain_db");
            }
        }
        else
        {
            double after = ImageQuality.Psnr(image, pair.Images.B);
            into.Add("psnr_db", after);
            into.Add("ssim", ImageQuality.Ssim(image, pair.Images.B));
            if (before < ImageQuality.MaxPsnr)
            {
                into.Add("psnr_gain_db", after - before);
                into.Add("aligned_psnr_gain_db", TranslatedPsnr.Best(image, pair.Images.B) - TranslatedPsnr.Best(pair.Images.A, pair.Images.B));
            }
        }
        into.Add("input_psnr_db", before);
    }
}
