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
        new("input_psnr_db", "dB", Direction.Neutral, double.NaN, "PSNR of the blurred image as it came"),
    ];

    /// <inheritdoc />
    public void Measure(Prediction prediction, Scene scene, MetricValues into)
    {
        if (scene.Truth is not SharpTruth)
            return;
        if (!prediction.IsOk || prediction is not ImagePrediction { Image: var image })
        {
            into.AddFailure("psnr_db");
            into.AddFailure("ssim");
        }
        else
        {
            into.Add("psnr_db", ImageQuality.Psnr(image, scene.Images.B));
            into.Add("ssim", ImageQuality.Ssim(image, scene.Images.B));
        }
        into.Add("input_psnr_db", ImageQuality.Psnr(scene.Images.A, scene.Images.B));
    }
}
