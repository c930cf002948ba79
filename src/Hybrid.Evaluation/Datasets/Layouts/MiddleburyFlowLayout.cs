namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// Middlebury optical flow: <c>other-data/NAME/frame10.png</c>, <c>frame11.png</c> and <c>other-gt-flow/NAME/flow10.flo</c>, or all
/// three in one folder.
/// </summary>
/// <remarks>Baker et al., A Database and Evaluation Methodology for Optical Flow, IJCV 2011.</remarks>
public sealed class MiddleburyFlowLayout : ILayout
{
    /// <inheritdoc />
    public string Name => "middlebury-flow";

    /// <inheritdoc />
    public string Summary => "other-data/NAME/frame{10,11}.png + other-gt-flow/NAME/flow10.flo, or all in NAME/";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        var pairs = new List<DatasetPair>();
        string? truths = SetFolders.First(folder, "other-gt-flow");
        string? images = SetFolders.First(folder, "other-data", "other-color-twoframes/other-data");
        if (truths is not null && images is not null)
        {
            foreach (string set in FolderListing.Folders(truths))
                Add(pairs, Path.GetFileName(set), Path.Combine(images, Path.GetFileName(set)), Path.Combine(set, "flow10.flo"));
            return pairs;
        }
        foreach ((string set, string name) in SetFolders.Find(folder, f => File.Exists(Path.Combine(f, "flow10.flo"))))
            Add(pairs, name, set, Path.Combine(set, "flow10.flo"));
        return pairs;
    }

    private static void Add(List<DatasetPair> pairs, string name, string images, string truth) => pairs.Add(new DatasetPair(
        name, TaskKind.Alignment, FolderListing.Image(images, "frame10") ?? Path.Combine(images, "frame10.png"),
        FolderListing.Image(images, "frame11") ?? Path.Combine(images, "frame11.png"), "flow", [truth], () => new FlowTruth(DenseTruth.ReadFlow(truth))));
}
