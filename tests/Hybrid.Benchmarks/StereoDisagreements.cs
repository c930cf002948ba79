using System.Globalization;
using System.Runtime.InteropServices;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Imaging;
using Hybrid.Neural;
using Hybrid.Stereo;
using Hybrid.Stereo.Arbitration;
using OpenCvSharp;

namespace Hybrid.Benchmarks;

/// <summary>
/// What a stereo arbiter is fitted to: every pixel at which a cascade and semi-global matching differ, with its features and
/// the errors of both, as one array in NumPy's format. Columns: pair, error of the filled map, error of the network, features.
/// </summary>
internal static class StereoDisagreements
{
    public static int Run(string[] args)
    {
        if (args is not [var output, var model, .. { Length: > 0 } folders])
        {
            Console.Error.WriteLine("usage: disagreements OUT.npy MODEL DATASET [DATASET...]");
            return 2;
        }
        var options = new CascadeStereoOptions { Model = model, Arbiter = true };
        using var network = new CascadeNetwork(ModelStore.Find(model, null), 0);
        var classic = new ClassicSolver(new SemiGlobalOptions(), fill: true, 0);
        var solver = new HybridSolver(classic, network, options);
        var rows = new List<float>();
        int index = 0;
        foreach (DatasetPair pair in folders.SelectMany(f => DatasetLocator.Open(f).Pairs).Where(p => p.Task == TaskKind.Stereo))
        {
            Add(rows, index++, pair, classic, solver);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{index} {pair.Name}: {rows.Count / (3 + Disagreement.FeatureCount)} pixels"));
        }
        NumpyFile.Write(output, CollectionsMarshal.AsSpan(rows), 3 + Disagreement.FeatureCount);
        return 0;
    }

    private static void Add(List<float> rows, int index, DatasetPair pair, ClassicSolver classic, HybridSolver solver)
    {
        using ImagePair images = pair.LoadImages();
        ScalarMap truth = ((DisparityTruth)pair.LoadTruth()).Disparity;
        StereoSurvey survey = StereoSurvey.Of(images, null, null, 0);
        using Mat left = PixelFormat.ToBgr8(images.A), right = PixelFormat.ToBgr8(images.B);
        SemiGlobalDisparity measured = classic.Measure(left, right, survey.Range);
        using StereoEvidence evidence = solver.Gather(left, right, survey.Range, measured, [], default);
        Disagreement disagreement = Disagreement.Of(evidence);
        float[] features = disagreement.Features(0, disagreement.Pixels.Length);
        for (int k = 0; k < disagreement.Pixels.Length; k++)
        {
            int pixel = disagreement.Pixels[k];
            if (float.IsNaN(truth.Data[pixel]))
                continue;
            rows.AddRange([index, MathF.Abs(evidence.Filled.Data[pixel] - truth.Data[pixel]), MathF.Abs(evidence.Network.Disparity.Data[pixel] - truth.Data[pixel])]);
            rows.AddRange(features.AsSpan(k * Disagreement.FeatureCount, Disagreement.FeatureCount));
        }
    }
}
