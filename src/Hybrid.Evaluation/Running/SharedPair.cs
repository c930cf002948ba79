using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Difficulty;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Running;

/// <summary>A pair read once for all methods and seeds that need it, and freed when the last of them is done.</summary>
internal sealed class SharedPair(string id, DatasetPair pair, int users)
{
    private readonly Lazy<(Scene Scene, PairDifficulty Difficulty)> _content = new(() => Load(pair));
    private int _users = users;

    public string Id { get; } = id;

    public DatasetPair Pair { get; } = pair;

    public Scene Scene => _content.Value.Scene;

    public PairDifficulty Difficulty => _content.Value.Difficulty;

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0 && _content.IsValueCreated)
            _content.Value.Scene.Images.Dispose();
    }

    private static (Scene, PairDifficulty) Load(DatasetPair pair)
    {
        ImagePair images = pair.LoadImages();
        try
        {
            var scene = new Scene(
                pair.LoadTruth(),
                new ImageSize(images.A.Width, images.A.Height),
                new ImageSize(images.B.Width, images.B.Height),
                images);
            TruthConsistency.Check(pair, scene);
            return (scene, PairDifficulty.Measure(scene));
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }
}
