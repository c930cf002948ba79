using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Difficulty;

namespace Hybrid.Evaluation.Running;

/// <summary>A pair read once for all methods and seeds that need it, and freed when the last of them is done.</summary>
internal sealed class SharedPair(string id, DatasetPair pair, int users)
{
    private readonly Lazy<(LabelledPair Labelled, PairDifficulty Difficulty)> _content = new(() => Load(pair));
    private int _users = users;

    public string Id { get; } = id;

    public DatasetPair Pair { get; } = pair;

    public LabelledPair Labelled => _content.Value.Labelled;

    public PairDifficulty Difficulty => _content.Value.Difficulty;

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0 && _content.IsValueCreated)
            _content.Value.Labelled.Images.Dispose();
    }

    private static (LabelledPair, PairDifficulty) Load(DatasetPair pair)
    {
        ImagePair images = pair.LoadImages();
        try
        {
            var labelled = new LabelledPair(images, pair.LoadTruth());
            TruthConsistency.Check(pair, labelled);
            return (labelled, PairDifficulty.Measure(labelled));
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }
}
