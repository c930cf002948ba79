using Hybrid.Core;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Predictions;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Fuzz;

/// <summary>Stored answers of each kind.</summary>
internal static class PredictionSeeds
{
    /// <summary>A disparity with confidence, and an image.</summary>
    public static IEnumerable<byte[]> All()
    {
        var disparity = new ScalarMap(8, 6, [.. Enumerable.Range(0, 48).Select(i => 0.5f * i)]);
        yield return Stored(new DisparityPrediction("classic", disparity, new ScalarMap(8, 6, [.. Enumerable.Repeat(0.5f, 48)])));
        using var image = new Mat(6, 8, MatType.CV_8UC3, Scalar.All(90));
        yield return Stored(new ImagePrediction("wiener", image));
    }

    private static byte[] Stored(Prediction prediction)
    {
        string folder = Directory.CreateTempSubdirectory("hybrid-seed-").FullName;
        try
        {
            PredictionStore.Save(folder, "pair", "classic", 0, prediction);
            return File.ReadAllBytes(Path.Combine(folder, PredictionStore.FileOf("pair", "classic", 0)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
