using System.Diagnostics;
using System.Globalization;
using Hybrid.Neural;
using Microsoft.ML.OnnxRuntime;

namespace Hybrid.Benchmarks.SpatialTransformer;

/// <summary>
/// The sampler on 64 planes of 240 × 320 against ONNX Runtime's GridSample on the same threads, forward and backward: medians
/// of interleaved runs and of the ratios of neighbouring ones, since the machine's other work then falls on all alike.
/// </summary>
internal static class SamplerSpeed
{
    private const int Rounds = 40;
    private const int Warmup = 10;

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
            List<double> ort = [], forward = [], backward = [], share = [], multiple = [];
            double Theirs() => Time(() => session.Run(options, ["image", "grid"], [imageValue, gridValue], ["bilinear_zeros_edges"], [outputValue]));
            double Ours() => Time(() => GridSampler.Forward(image, shape, grid, output, sampler));
            for (int i = 0; i < Rounds + Warmup; i++)
            {
                double a = Theirs(), b = Ours();
                double c = Time(() => GridSampler.Backward(image, shape, grid, gradient, byImage, byGrid, sampler));
                if (i < Warmup)
                    continue;
                ort.Add(a);
                forward.Add(b);
                backward.Add(c);
                share.Add(b / a);
                multiple.Add(c / b);
            }
            double worst = output.Zip(theirs, (p, q) => Math.Abs(p - q)).Max();
            (double o, double f, double g) = (Median(ort), Median(forward), Median(backward));
            (double low, double middle, double high) = Quartiles(share);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}, {threads} threads: ONNX Runtime {o:F1} ms, forward {f:F1} ms ({middle:F2} of it, quartiles {low:F2} and {high:F2}), backward {g:F1} ms ({Median(multiple):F2} of forward), largest difference {worst:E1}; least {ort[0]:F1}, {forward[0]:F1}, {backward[0]:F1} ms"));
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
        // ONNX Runtime's threads spin for a while after a run, on the cores that the next measurement needs; and each is to
        // find its own threads awake and in the caches what a run of its own left there.
        Thread.Sleep(30);
        action();
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static (double Low, double Middle, double High) Quartiles(List<double> values)
    {
        double middle = Median(values);
        return (values[values.Count / 4], middle, values[3 * values.Count / 4]);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
