using Hybrid.Neural;

namespace Hybrid.Stereo.Arbitration;

/// <summary>
/// A small network that says, of each pixel at which the cascade and semi-global matching differ, how likely either is to be
/// right. It is trained for one cascade and stands in that model's folder as <c>arbiter.onnx</c>.
/// </summary>
internal sealed class DisparityArbiter : IDisposable
{
    /// <summary>Name of its file.</summary>
    public const string FileName = "arbiter.onnx";

    /// <summary>Pixels at a time, so that large images need no more memory for it.</summary>
    private const int Block = 1 << 17;

    private readonly OnnxGraph _graph;

    /// <param name="model">The cascade's folder.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model has none, or one that is damaged or of another signature.</exception>
    public DisparityArbiter(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        _graph = new OnnxGraph($"{model.Card.Name}/{FileName}", model.Load(FileName), threads, ["features"], ["right", "preference"]);
        if (_graph.Inputs["features"] is not [_, var columns] || columns != Disagreement.FeatureCount)
        {
            _graph.Dispose();
            throw new InputException($"{model.Card.Name}/{FileName} does not take {Disagreement.FeatureCount} features a pixel: it is of another version of Hybrid; get the model anew");
        }
    }

    /// <summary>The arbiter of a model, shared by all who ask for it; null where the model has none of this kind.</summary>
    /// <param name="name">Name of the cascade.</param>
    /// <param name="folder">Folder of models; null means the usual one.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is missing, or its arbiter damaged.</exception>
    public static DisparityArbiter? Shared(string name, string? folder, int threads)
    {
        ModelFolder model = ModelStore.Find(name, folder);
        return model.Card.Files.Any(f => f.Name == FileName && f.Outputs.ContainsKey("preference"))
            ? SharedNetworks<DisparityArbiter>.Get(model, threads, (m, n) => new DisparityArbiter(m, n))
            : null;
    }

    /// <summary>Which answer stands at each pixel of a disagreement.</summary>
    public ArbiterChoice[] Choose(Disagreement disagreement)
    {
        ArgumentNullException.ThrowIfNull(disagreement);
        var choices = new ArbiterChoice[disagreement.Pixels.Length];
        for (int start = 0; start < choices.Length; start += Block)
            Choose(disagreement, start, choices.AsSpan(start, Math.Min(Block, choices.Length - start)));
        return choices;
    }

    private void Choose(Disagreement disagreement, int start, Span<ArbiterChoice> choices)
    {
        using var bag = new TensorBag();
        bag.Put("features", disagreement.Features(start, choices.Length), choices.Length, Disagreement.FeatureCount);
        _graph.Run(bag, [("features", "features")], [("right", "right"), ("preference", "preference")]);
        ReadOnlySpan<float> right = bag["right"].GetTensorDataAsSpan<float>(), preference = bag["preference"].GetTensorDataAsSpan<float>();
        for (int k = 0; k < choices.Length; k++)
            choices[k] = new ArbiterChoice(preference[k] > 0, preference[k] > 0 ? right[2 * k + 1] : right[2 * k]);
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();
}
