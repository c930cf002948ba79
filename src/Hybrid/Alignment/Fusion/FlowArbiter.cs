using Hybrid.Imaging;
using Hybrid.Neural;

namespace Hybrid.Alignment.Fusion;

/// <summary>
/// A small network that says of each proposal, at each point of a grid, how much speaks for it (a score, the greatest wins) and
/// how likely it is right to a pixel. It is trained for one cascade and stands in that model's folder as <c>flow_arbiter.onnx</c>.
/// </summary>
internal sealed class FlowArbiter : IDisposable
{
    /// <summary>Name of its file.</summary>
    public const string FileName = "flow_arbiter.onnx";

    /// <summary>Points of the grid at a time, so that large frames need no more memory for it.</summary>
    private const int Block = 1 << 14;

    private readonly OnnxGraph _graph;

    /// <param name="model">The cascade's folder.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model has none, or one that is damaged or of another signature.</exception>
    public FlowArbiter(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        _graph = new OnnxGraph($"{model.Card.Name}/{FileName}", model.Load(FileName), threads, ["features"], ["score", "right"]);
        if (_graph.Inputs["features"] is not [_, var columns] || columns != ProposalFeatures.Names.Length)
        {
            _graph.Dispose();
            throw new InputException($"{model.Card.Name}/{FileName} does not take {ProposalFeatures.Names.Length} features: it is of another version of Hybrid, or no arbiter of flow; get the model anew");
        }
    }

    /// <summary>The arbiter of a model, shared by all who ask for it; null where the model has none of this kind.</summary>
    /// <param name="name">Name of the cascade.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is missing, or its arbiter damaged.</exception>
    public static FlowArbiter? Shared(string name, string? folder, int threads)
    {
        ModelFolder model = ModelStore.Find(name, folder);
        return model.Card.Files.Any(f => f.Name == FileName && f.Outputs.ContainsKey("score"))
            ? SharedNetworks<FlowArbiter>.Get(model, threads, (m, n) => new FlowArbiter(m, n))
            : null;
    }

    /// <summary>Of each proposal its scores and its probabilities of being right to a pixel, on the grid.</summary>
    /// <param name="features">Of the proposals.</param>
    /// <param name="proposals">How many there are.</param>
    public (ScalarMap Score, ScalarMap Right)[] Judge(ProposalFeatures features, int proposals)
    {
        ArgumentNullException.ThrowIfNull(features);
        int columns = features.Columns, rows = features.Rows;
        (ScalarMap Score, ScalarMap Right)[] maps = [.. Enumerable.Range(0, proposals).Select(_ => (new ScalarMap(columns, rows), new ScalarMap(columns, rows)))];
        int step = Math.Max(1, Block / columns);
        for (int start = 0; start < rows; start += step)
        {
            int count = Math.Min(step, rows - start), points = count * columns;
            using var bag = new TensorBag();
            bag.Put("features", features.Of(start, count), points * proposals, ProposalFeatures.Names.Length);
            _graph.Run(bag, [("features", "features")], [("score", "score"), ("right", "right")]);
            ReadOnlySpan<float> score = bag["score"].GetTensorDataAsSpan<float>(), right = bag["right"].GetTensorDataAsSpan<float>();
            for (int i = 0; i < points * proposals; i++)
            {
                int at = start * columns + i / proposals;
                maps[i % proposals].Score.Data[at] = score[i];
                maps[i % proposals].Right.Data[at] = right[i];
            }
        }
        return maps;
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();
}
