using Microsoft.ML.OnnxRuntime;

namespace Hybrid.Neural;

/// <summary>One ONNX graph, ready to run. Safe for concurrent runs.</summary>
internal sealed class OnnxGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _name;

    /// <param name="name">Name in messages.</param>
    /// <param name="model">The file's bytes.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <param name="inputs">Inputs that the graph must have.</param>
    /// <param name="outputs">Outputs that it must have.</param>
    /// <exception cref="InputException">It is not an ONNX model, of an operator set that is not supported, or of another signature.</exception>
    public OnnxGraph(string name, byte[] model, int threads, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        _name = name;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = Concurrency.Within(threads),
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            // A dozen graphs would each keep an arena of their largest run; plain allocation costs little beside them.
            EnableCpuMemArena = false,
            EnableMemoryPattern = false,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Several graphs take turns on the same cores: a pool that spins while another works only heats.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        NetworkDevice.Apply(options);
        try
        {
            _session = new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InputException($"{name} cannot be loaded as an ONNX model: {e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}; get the .onnx file anew, or one exported with an older opset", e);
        }
        foreach (string input in inputs)
            Require(input, _session.InputMetadata.Keys, "input");
        foreach (string output in outputs)
            Require(output, _session.OutputMetadata.Keys, "output");
    }

    /// <summary>Shape of each input; −1 where it is not fixed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Inputs =>
        _session.InputMetadata.ToDictionary(i => i.Key, i => (IReadOnlyList<int>)i.Value.Dimensions);

    /// <summary>Shape of each output; −1 where it is not fixed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Outputs =>
        _session.OutputMetadata.ToDictionary(o => o.Key, o => (IReadOnlyList<int>)o.Value.Dimensions);

    /// <summary>Runs the graph on tensors of a bag and puts its outputs there.</summary>
    /// <param name="bag">Where tensors come from and go to.</param>
    /// <param name="inputs">Graph input and name in the bag.</param>
    /// <param name="outputs">Graph output and name in the bag.</param>
    public void Run(TensorBag bag, (string Graph, string Bag)[] inputs, (string Graph, string Bag)[] outputs)
    {
        using var options = new RunOptions();
        string[] inputNames = [.. inputs.Select(i => i.Graph)];
        OrtValue[] inputValues = [.. inputs.Select(i => bag[i.Bag])];
        string[] outputNames = [.. outputs.Select(o => o.Graph)];
        // The collection is not disposed: its values go on living in the bag.
        IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, inputNames, inputValues, outputNames);
        for (int i = 0; i < outputs.Length; i++)
            bag.Put(outputs[i].Bag, results.ElementAt(i));
    }

    public void Dispose() => _session.Dispose();

    private void Require(string name, IEnumerable<string> have, string kind)
    {
        if (have.Contains(name))
            return;
        string message = $"{_name} has no {kind} '{name}' (it has {string.Join(", ", have)}): it is not the graph that its name says";
        _session.Dispose();
        throw new InputException(message);
    }
}
