using OpenCvSharp;

namespace Hybrid.Neural;

/// <summary>
/// A published ONNX export of LightGlue's kind (Lindenberger et al., ICCV 2023; LighterGlue is its small sister for
/// XFeat), brought by the user: <c>kpts0, kpts1, desc0, desc1 → matches, scores</c>.
/// </summary>
public sealed class MatchNetwork : IDisposable
{
    /// <summary>The task on the card of such a model.</summary>
    public const string Task = "matcher";

    private readonly OnnxGraph _graph;

    /// <summary>Loads a model.</summary>
    /// <param name="model">A model of the task <c>matcher</c>.</param>
    /// <param name="threads">Threads of one run; 0 means all cores.</param>
    /// <exception cref="InputException">The model is of another task, damaged or of another signature.</exception>
    public MatchNetwork(ModelFolder model, int threads)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelCard card = model.Card;
        card.RequireTask(Task, "a matcher");
        Description = card.Name;
        _graph = new OnnxGraph($"{card.Name}/{card.Files[0].Name}", model.Load(card.Files[0].Name), threads, ["kpts0", "kpts1", "desc0", "desc1"], ["matches", "scores"]);
    }

    /// <summary>Name of the model.</summary>
    public string Description { get; }

    /// <summary>A network shared by all who ask for the same model and number of threads; it lives as long as the process.</summary>
    /// <exception cref="InputException">The model is missing or cannot be used.</exception>
    public static MatchNetwork Shared(string name, string? folder, int threads) =>
        SharedNetworks<MatchNetwork>.Get(ModelStore.FindBrought(name, folder, "match network", "lighterglue.onnx"), threads, (model, n) => new MatchNetwork(model, n));

    /// <summary>Matches, as indices into the two sets, with a score 0..1.</summary>
    /// <param name="a">Features of A.</param>
    /// <param name="b">Features of B, of the same network.</param>
    public IReadOnlyList<(int A, int B, float Score)> Match(LearnedFeatures a, LearnedFeatures b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Points.Count == 0 || b.Points.Count == 0)
            return [];
        using var bag = new TensorBag();
        bag.Put("kpts0", Normalised(a), 1, a.Points.Count, 2);
        bag.Put("kpts1", Normalised(b), 1, b.Points.Count, 2);
        bag.Put("desc0", a.Descriptors, 1, a.Points.Count, a.Dimension);
        bag.Put("desc1", b.Descriptors, 1, b.Points.Count, b.Dimension);
        string[] inputs = ["kpts0", "kpts1", "desc0", "desc1"], outputs = ["matches", "scores"];
        _graph.Run(bag, [.. inputs.Select(i => (i, i))], [.. outputs.Select(o => (o, o))]);
        ReadOnlySpan<long> pairs = bag["matches"].GetTensorDataAsSpan<long>();
        ReadOnlySpan<float> scores = bag["scores"].GetTensorDataAsSpan<float>();
        var matches = new List<(int, int, float)>(scores.Length);
        for (int i = 0; i < scores.Length; i++)
            matches.Add(((int)pairs[2 * i], (int)pairs[2 * i + 1], scores[i]));
        return matches;
    }

    /// <inheritdoc />
    public void Dispose() => _graph.Dispose();

    private static float[] Normalised(LearnedFeatures features)
    {
        Size size = features.Size;
        double scale = Math.Max(size.Width, size.Height) / 2.0;
        var values = new float[2 * features.Points.Count];
        for (int i = 0; i < features.Points.Count; i++)
        {
            values[2 * i] = (float)((features.Points[i].X - size.Width / 2.0) / scale);
            values[2 * i + 1] = (float)((features.Points[i].Y - size.Height / 2.0) / scale);
        }
        return values;
    }
}
