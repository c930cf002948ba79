using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// A published ONNX export of CREStereo (Li et al., CVPR 2022), brought by the user: fixed size, fixed iterations, and
/// one of three signatures: <c>init_left, init_right</c>; these with <c>next_left, next_right</c>; or <c>next_left,
/// next_right, next_flow</c>. Its disparities count leftward motion as positive. Made for rectified stereo, it knows
/// motion to the left only, so the way back is computed on mirrored images. It has no confidence of its own.
/// </summary>
public sealed class CreStereoExport : IFlowNetwork, IDisposable
{
    /// <summary>The task on the card of such a model.</summary>
    public const string Task = "crestereo";

    private readonly OnnxGraph _graph;
    private readonly string _output;
    private readonly Size _first, _second;
    private readonly bool _hasInit, _hasNext, _hasFlow;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A model of the task <c>crestereo</c>.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is of another task, damaged or of another signature.</exception>
    public CreStereoExport(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        Description = $"{model.Card.Name} {model.Card.Version}".TrimEnd();
        _graph = new OnnxGraph($"{model.Card.Name}/{model.Card.Files[0].Name}", model.Load(model.Card.Files[0].Name), threads, [], []);
        _hasInit = _graph.Inputs.ContainsKey("init_left");
        _hasNext = _graph.Inputs.ContainsKey("next_left");
        _hasFlow = _graph.Inputs.ContainsKey("next_flow");
        _output = _graph.Outputs.Keys.First();
        _first = _hasInit ? SizeOf("init_left") : default;
        _second = _hasNext ? SizeOf("next_left") : default;
        if (!_hasInit && !_hasNext)
            throw new InputException($"{Description} has neither init_left nor next_left among its inputs ({string.Join(", ", _graph.Inputs.Keys)}): it is no export of CREStereo");
    }

    /// <inheritdoc />
    public string Description { get; }

    /// <inheritdoc />
    public CascadeFlow Estimate(Mat grayA, Mat grayB, FlowField? initial, CascadeOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grayA);
        ArgumentNullException.ThrowIfNull(grayB);
        ArgumentNullException.ThrowIfNull(options);
        if (grayA.Size() != grayB.Size())
            throw new ArgumentException("The network compares images of one size.", nameof(grayB));
        cancellationToken.ThrowIfCancellationRequested();
        FlowField forward = Run(grayA, grayB, initial);
        ScalarMap certain = Certain(forward);
        if (!options.Backward)
            return new CascadeFlow(forward, certain, null, null, 1);
        cancellationToken.ThrowIfCancellationRequested();
        using var mirroredA = new Mat();
        using var mirroredB = new Mat();
        Cv2.Flip(grayA, mirroredA, FlipMode.Y);
        Cv2.Flip(grayB, mirroredB, FlipMode.Y);
        FlowField backward = Mirrored(Run(mirroredB, mirroredA, null));
        return new CascadeFlow(forward, certain, backward, Certain(backward), 2);
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();

    private FlowField Run(Mat left, Mat right, FlowField? initial)
    {
        using var bag = new TensorBag();
        var inputs = new List<(string, string)>();
        if (_hasInit)
            inputs.AddRange([Put(bag, "init_left", left, _first), Put(bag, "init_right", right, _first)]);
        if (_hasNext)
            inputs.AddRange([Put(bag, "next_left", left, _second), Put(bag, "next_right", right, _second)]);
        if (_hasFlow)
        {
            Size size = SizeOf("next_flow");
            bag.Put("next_flow", Planar(initial is null ? new FlowField(size.Width, size.Height) : FlowOperations.Resize(initial, size.Width, size.Height)), 1, 2, size.Height, size.Width);
            inputs.Add(("next_flow", "next_flow"));
        }
        _graph.Run(bag, [.. inputs], [(_output, "flow")]);
        Size frame = _hasNext ? _second : _first;
        ReadOnlySpan<float> planar = bag["flow"].GetTensorDataAsSpan<float>();
        int plane = frame.Width * frame.Height;
        if (planar.Length < 2 * plane)
            throw new InputException($"{Description} gave {planar.Length} values instead of {2 * plane}: it is no export of CREStereo");
        var flow = new FlowField(frame.Width, frame.Height);
        for (int i = 0; i < plane; i++)
            (flow.Data[2 * i], flow.Data[2 * i + 1]) = (-planar[i], -planar[plane + i]);
        return FlowOperations.Resize(flow, left.Width, left.Height);
    }

    private static float[] Planar(FlowField flow)
    {
        int plane = flow.Width * flow.Height;
        var values = new float[2 * plane];
        for (int i = 0; i < plane; i++)
            (values[i], values[plane + i]) = (-flow.Data[2 * i], -flow.Data[2 * i + 1]);
        return values;
    }

    private static (string, string) Put(TensorBag bag, string name, Mat gray, Size size)
    {
        using var resized = new Mat();
        Cv2.Resize(gray, resized, size, 0, 0, InterpolationFlags.Area);
        bag.Put(name, GrayPlanes.Repeated(resized, 3, 1), 1, 3, size.Height, size.Width);
        return (name, name);
    }

    private static FlowField Mirrored(FlowField flow)
    {
        var mirrored = new FlowField(flow.Width, flow.Height);
        for (int y = 0; y < flow.Height; y++)
        {
            for (int x = 0; x < flow.Width; x++)
            {
                System.Numerics.Vector2 f = flow[flow.Width - 1 - x, y];
                mirrored[x, y] = new System.Numerics.Vector2(-f.X, f.Y);
            }
        }
        return mirrored;
    }

    private static ScalarMap Certain(FlowField flow)
    {
        var map = new ScalarMap(flow.Width, flow.Height);
        for (int y = 0; y < flow.Height; y++)
            map.Row(y).Fill(1);
        return map;
    }

    private Size SizeOf(string input)
    {
        IReadOnlyList<int> shape = _graph.Inputs[input];
        return shape is [_, _, > 0 and var height, > 0 and var width]
            ? new Size(width, height)
            : throw new InputException($"{Description} has no fixed size for '{input}'; export it with one");
    }
}
