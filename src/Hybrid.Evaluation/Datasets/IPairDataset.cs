namespace Hybrid.Evaluation.Datasets;

/// <summary>A dataset: named pairs whose images and ground truth are read when asked for.</summary>
public interface IPairDataset
{
    /// <summary>Name in reports.</summary>
    string Name { get; }

    /// <summary>The layout that its files follow, e.g. <c>hpatches</c>.</summary>
    string Layout { get; }

    /// <summary>A fingerprint of the pair list: changes when a pair is added, removed or renamed or a file changes its size.</summary>
    string Version { get; }

    /// <summary>The pairs, in an order that does not depend on the file system.</summary>
    IReadOnlyList<DatasetPair> Pairs { get; }
}
