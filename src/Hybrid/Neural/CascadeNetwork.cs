using Hybrid.Imaging;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// The cascaded recurrent network (after CREStereo: Li et al., CVPR 2022) as a set of graphs whose loop is run here:
/// number of iterations, early exit, warm start and both directions from one encoding are the caller's choice.
/// <c>models/cascade.md</c> is the contract of the graphs. Safe for concurrent use.
/// </summary>
public sealed class CascadeNetwork : IFlowNetwork, IDisposable
{
    private const int Multiple = 16;
    private const int Smallest = 32;

    private readonly ModelCard _card;
    private readonly int _threads;
    private readonly OnnxGraph _encoder, _context, _enlarge, _upsample, _confidence;
    private readonly OnnxGraph? _global, _fine;
    private readonly Dictionary<string, OnnxGraph> _updates;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A model of the task <c>cascade</c>.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is of another task, incomplete, damaged or of another signature.</exception>
    public CascadeNetwork(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        _card = model.Card;
        _threads = threads;
        if (_card.Task != "cascade" || _card.Levels.Count == 0)
            throw new InputException($"model '{_card.Name}' is of task '{_card.Task}', not a cascade");
        string[] levels = [.. _card.Levels.Select(l => $"{l.Level}")];
        string[] features = [.. levels.SelectMany(l => new[] { $"match{l}_a", $"match{l}_b", $"context{l}_a", $"context{l}_b" })];
        _encoder = Load(model, "encoder", threads, ["image_a", "image_b"], features);
        _context = Load(model, "context", threads, ["context"], ["state", "gates"]);
        _enlarge = Load(model, "enlarge", threads, ["flow"], ["flow_out"]);
        _upsample = Load(model, "upsample", threads, ["state"], ["mask", "uncertainty"]);
        _confidence = Load(model, "confidence", threads, ["uncertainty"], ["confidence", "scale"]);
        _global = _card.GlobalMatching ? Load(model, "global", threads, ["match_a", "match_b"], ["flow"]) : null;
        _fine = _card.FinePasses > 0
            ? Load(model, "fine", threads, ["fine_a", "fine_b", "flow", "uncertainty"], ["flow_out", "uncertainty_out"])
            : null;
        _updates = _card.Levels.SelectMany(l => l.Update).Distinct().ToDictionary(
            name => name,
            name => Load(model, name, threads, ["match_a", "match_b", "state", "gates", "flow"], ["state_out", "flow_out"]));
    }

    /// <inheritdoc />
    public string Description => $"{_card.Name} {_card.Version}";

    /// <summary>A network shared by all who ask for the same model and number of threads; it lives as long as the process.</summary>
    /// <param name="name">Name of the model.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is missing, damaged, or no cascade.</exception>
    public static CascadeNetwork Shared(string name, string? folder, int threads) =>
        FlowNetworks.Shared(name, folder, threads) as CascadeNetwork
            ?? throw new InputException($"model '{name}' is not a cascade");

    /// <inheritdoc />
    /// <remarks>A start must be known everywhere; without one the network matches against all of B.</remarks>
    public CascadeFlow Estimate(Mat grayA, Mat grayB, FlowField? initial, CascadeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        ArgumentNullException.ThrowIfNull(options);
        if (grayA.Size() != grayB.Size())
            throw new ArgumentException("The network compares images of one size.", nameof(grayB));
        int width = Padded(grayA.Width), height = Padded(grayA.Height);
        using var bag = new TensorBag();
        bag.Put("image_a", Image(grayA, width, height), 1, 1, height, width);
        bag.Put("image_b", Image(grayB, width, height), 1, 1, height, width);
        var features = new List<string>();
        foreach (ModelLevel level in _card.Levels)
            features.AddRange([$"match{level.Level}_a", $"match{level.Level}_b", $"context{level.Level}_a", $"context{level.Level}_b"]);
        if (_fine is not null)
            features.AddRange(["fine_a", "fine_b"]);
        _encoder.Run(bag, [("image_a", "image_a"), ("image_b", "image_b")], [.. features.Select(f => (f, f))]);

        (FlowField forward, ScalarMap forwardConfidence, int iterations) =
            Decode(bag, "a", "b", initial, grayA.Size(), width, height, options, cancellationToken);
        ScalarMap? scale = options.Scale ? Map(bag["scale"], grayA.Size(), width) : null;
        if (!options.Backward)
            return new CascadeFlow(forward, forwardConfidence, null, null, iterations) { ForwardScale = scale };
        FlowField? back = initial is null ? null : InverseStart.Of(initial);
        (FlowField backward, ScalarMap backwardConfidence, int more) =
            Decode(bag, "b", "a", back, grayA.Size(), width, height, options, cancellationToken);
        return new CascadeFlow(forward, forwardConfidence, backward, backwardConfidence, iterations + more) { ForwardScale = scale };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (OnnxGraph? graph in new[] { _encoder, _context, _enlarge, _upsample, _confidence, _global, _fine })
            graph?.Dispose();
        foreach (OnnxGraph graph in _updates.Values)
            graph.Dispose();
    }

    private (FlowField Flow, ScalarMap Confidence, int Iterations) Decode(
        TensorBag bag, string from, string to, FlowField? initial, Size size, int width, int height, CascadeOptions options, CancellationToken cancellationToken)
    {
        int start = initial is null ? _card.Levels[0].Level : options.StartLevel;
        int cellsX = width / start, cellsY = height / start;
        bool matchAll = initial is null && _global is not null && (long)size.Width * size.Height <= options.GlobalMatchingPixels;
        if (matchAll)
            _global!.Run(bag, [("match_a", $"match{start}_{from}"), ("match_b", $"match{start}_{to}")], [("flow", "flow")]);
        else
            bag.Put("flow", initial is null ? new float[2 * cellsX * cellsY] : Cells(initial, cellsX, cellsY, start), 1, 2, cellsY, cellsX);

        int iterations = 0;
        for (int i = 0; i < _card.Levels.Count; i++)
        {
            ModelLevel level = _card.Levels[i];
            if (level.Level > start)
                continue;
            if (level.Level < start)
                _enlarge.Run(bag, [("flow", "flow")], [("flow_out", "flow")]);
            _context.Run(bag, [("context", $"context{level.Level}_{from}")], [("state", "state"), ("gates", "gates")]);
            int count = options.Iterations is { } asked && i < asked.Count ? asked[i] : level.Update.Count;
            for (int k = 0; k < count; k++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _updates[level.Update[k % level.Update.Count]].Run(
                    bag,
                    [
                        ("match_a", $"match{level.Level}_{from}"), ("match_b", $"match{level.Level}_{to}"),
                        ("state", "state"), ("gates", "gates"), ("flow", "flow"),
                    ],
                    [("state_out", "next_state"), ("flow_out", "next_flow")]);
                iterations++;
                double change = options.EarlyExit > 0 ? MeanChange(bag["flow"], bag["next_flow"]) : double.PositiveInfinity;
                bag.Move("next_state", "state");
                bag.Move("next_flow", "flow");
                if (change < options.EarlyExit)
                    break;
            }
        }
        _upsample.Run(bag, [("state", "state")], [("mask", "mask"), ("uncertainty", "uncertainty")]);
        bag.Put("full", ConvexUpsampling.Combine(bag["flow"], bag["mask"], _threads), 1, 2, height, width);
        bag.Drop("mask");
        for (int pass = 0; _fine is not null && pass < _card.FinePasses; pass++)
        {
            _fine.Run(
                bag,
                [("fine_a", $"fine_{from}"), ("fine_b", $"fine_{to}"), ("flow", "full"), ("uncertainty", "uncertainty")],
                [("flow_out", "next_full"), ("uncertainty_out", "next_uncertainty")]);
            bag.Move("next_full", "full");
            bag.Move("next_uncertainty", "uncertainty");
        }
        _confidence.Run(
            bag,
            [("uncertainty", "uncertainty")],
            options.Scale ? [("confidence", "confidence"), ("scale", "scale")] : [("confidence", "confidence")]);
        return (Flow(bag["full"], size, width, height), Map(bag["confidence"], size, width), iterations);
    }

    private static OnnxGraph Load(ModelFolder model, string graph, int threads, string[] inputs, string[] outputs) =>
        new($"{model.Card.Name}/{graph}.onnx", model.Load(graph + ".onnx"), threads, inputs, outputs);

    private static int Padded(int side) => Math.Max(Smallest, (side + Multiple - 1) / Multiple * Multiple);

    private static float[] Image(Mat gray, int width, int height)
    {
        using var padded = new Mat();
        Cv2.CopyMakeBorder(gray, padded, 0, height - gray.Height, 0, width - gray.Width, BorderTypes.Replicate);
        using var floats = new Mat();
        padded.ConvertTo(floats, MatType.CV_32F);
        var data = new float[width * height];
        System.Runtime.InteropServices.Marshal.Copy(floats.Data, data, 0, data.Length);
        return data;
    }

    /// <summary>Means of the flow over level × level pixels, in cells, planar.</summary>
    private static float[] Cells(FlowField flow, int cellsX, int cellsY, int level)
    {
        var cells = new float[2 * cellsX * cellsY];
        for (int cy = 0; cy < cellsY; cy++)
        {
            for (int cx = 0; cx < cellsX; cx++)
            {
                double u = 0, v = 0;
                int known = 0;
                for (int y = Math.Min(cy * level, flow.Height - 1); y <= Math.Min(cy * level + level - 1, flow.Height - 1); y++)
                {
                    for (int x = Math.Min(cx * level, flow.Width - 1); x <= Math.Min(cx * level + level - 1, flow.Width - 1); x++)
                    {
                        System.Numerics.Vector2 f = flow[x, y];
                        if (float.IsNaN(f.X) || float.IsNaN(f.Y))
                            continue;
                        u += f.X;
                        v += f.Y;
                        known++;
                    }
                }
                if (known == 0)
                    continue;
                cells[cy * cellsX + cx] = (float)(u / known / level);
                cells[(cellsY + cy) * cellsX + cx] = (float)(v / known / level);
            }
        }
        return cells;
    }

    private static double MeanChange(OrtValue before, OrtValue after)
    {
        ReadOnlySpan<float> a = before.GetTensorDataAsSpan<float>(), b = after.GetTensorDataAsSpan<float>();
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += Math.Abs(a[i] - b[i]);
        return sum / Math.Max(1, a.Length);
    }

    private static FlowField Flow(OrtValue value, Size size, int width, int height)
    {
        ReadOnlySpan<float> planar = value.GetTensorDataAsSpan<float>();
        var flow = new FlowField(size.Width, size.Height);
        for (int y = 0; y < size.Height; y++)
        {
            Span<float> row = flow.Row(y);
            ReadOnlySpan<float> u = planar.Slice(y * width, size.Width), v = planar.Slice((height + y) * width, size.Width);
            for (int x = 0; x < size.Width; x++)
                (row[2 * x], row[2 * x + 1]) = (u[x], v[x]);
        }
        return flow;
    }

    private static ScalarMap Map(OrtValue value, Size size, int width)
    {
        ReadOnlySpan<float> planar = value.GetTensorDataAsSpan<float>();
        var map = new ScalarMap(size.Width, size.Height);
        for (int y = 0; y < size.Height; y++)
            planar.Slice(y * width, size.Width).CopyTo(map.Row(y));
        return map;
    }
}
