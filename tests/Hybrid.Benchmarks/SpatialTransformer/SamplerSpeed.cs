using System.Diagnostics;
using System.Globalization;
using Hybrid.Neural;
using Microsoft.ML.OnnxRuntime;

namespace Hybrid.Benchmarks.SpatialTransformer;

/// <summary>
/// The sampler on 64 planes of 240 × 320 against ONNX Runtime's GridSample on the same threads, forward and backward: medians
/// of interleaved runs, since the machine's other work then falls on all alike.
/// </summary>
internal static class SamplerSpeed
{
    private const int Rounds = 25;

    /// <summary><c>sampler GRID-SAMPLE.onnx [THREADS]</c>.</summary>
    public static int Run(string[] args)
    {
        int threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        var shape = new SampleShape(1, 64, 240, 320, 240, 320);
        var random = new Random(1);
        float[] image = Numbers(random, shape.InputLength), gradient = Numbers(random, shape.OutputLength);
        float[] output = new float[shape.OutputLength], theirs = new float[shape.OutputLength];
        float[] byImage = new float[shape.InputLength], byGrid = new float[shape.GridLength];
        using var settings = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        using var session = new InferenceSession(File.ReadAllBytes(args[0]), settings);
        using var options = new RunOptions();
        foreach ((string name, float[] grid) in Grids(random))
        {
            var sampler = new SamplerOptions { Threads = threads };
            using OrtValue imageValue = OrtValue.CreateTensorValueFromMemory(image, [1, 64, 240, 320]);
            using OrtValue gridValue = OrtValue.CreateTensorValueFromMemory(grid, [1, 240, 320, 2]);
            using OrtValue outputValue = OrtValue.CreateTensorValueFromMemory(theirs, [1, 64, 240, 320]);
            List<double> ort = [], forward = [], backward = [];
            for (int i = 0; i < Rounds + 5; i++)
            {
                double a = Time(() => session.Run(options, ["image", "grid"], [imageValue, gridValue], ["bilinear_zeros_edges"], [outputValue]));
                double b = Time(() => GridSampler.Forward(image, shape, grid, output, sampler));
                double c = Time(() => GridSampler.Backward(image, shape, grid, gradient, byImage, byGrid, sampler));
                if (i < 5)
                    continue;
                ort.Add(a);
                forward.Add(b);
                backward.Add(c);
            }
            double worst = output.Zip(theirs, (p, q) => Math.Abs(p - q)).Max();
            (double o, double f, double g) = (Median(ort), Median(forward), Median(backward));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}, {threads} threads: ONNX Runtime {o:F1} ms, forward {f:F1} ms ({f / o:F2} of it), backward {g:F1} ms ({g / f:F2} of forward), largest difference {worst:E1}; least {ort[0]:F1}, {forward[0]:F1}, {backward[0]:F1} ms"));
        }
        return 0;
    }

    private static IEnumerable<(string Name, float[] Grid)> Grids(Random random)
    {
        yield return ("turned by 10°", new AffineGrid(240, 320, CornerConvention.PixelEdges).Generate([0.98f, -0.17f, 0.02f, 0.17f, 0.98f, -0.01f]));
        float[] flow = new AffineGrid(240, 320, CornerConvention.PixelEdges).Generate([1, 0, 0, 0, 1, 0]);
        for (int i = 0; i < flow.Length; i++)
            flow[i] += 0.03f * (random.NextSingle() - 0.5f);
        yield return ("scattered by 5 px", flow);
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private static double Time(Action action)
    {
        // ONNX Runtime's threads spin for a while after a run, on the cores that the next measurement needs.
        Thread.Sleep(30);
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
