using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Generation.Lookalikes;
using Hybrid.Evaluation.Tests.Support;

namespace Hybrid.Evaluation.Tests.Generation;

/// <summary>One pair of every kind, made once for the tests that read it.</summary>
public sealed class LookalikeSet : IDisposable
{
    public LookalikeSet()
    {
        LookalikeDataset.Make(Folder["set"], seed: 3, perKind: 1, related: 3);
        Dataset = DatasetLocator.Open(Folder["set"]);
    }

    internal TemporaryFolder Folder { get; } = new();

    internal IPairDataset Dataset { get; }

    public void Dispose() => Folder.Dispose();
}
