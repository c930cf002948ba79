namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>GoPro: <c>test/SEQUENCE/{blur,sharp}/N.png</c>; root, <c>test</c>, <c>train</c> or one sequence.</summary>
/// <remarks>Nah et al., Deep Multi-scale Convolutional Neural Network for Dynamic Scene Deblurring, CVPR 2017.</remarks>
public sealed class GoProLayout : ILayout
{
    /// <inheritdoc />
    public string Name => "gopro";

    /// <inheritdoc />
    public string Summary => "test/SEQUENCE/blur/N.png + test/SEQUENCE/sharp/N.png";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        var pairs = new List<DatasetPair>();
        foreach ((string set, string name) in SetFolders.Find(folder, f => Directory.Exists(Path.Combine(f, "blur")) && Directory.Exists(Path.Combine(f, "sharp"))))
        {
            foreach (string blurred in FolderListing.Images(Path.Combine(set, "blur")))
            {
                pairs.Add(new DatasetPair($"{name}/{Path.GetFileNameWithoutExtension(blurred)}", TaskKind.Restoration, blurred,
                    Path.Combine(set, "sharp", Path.GetFileName(blurred)), "sharp", [], () => new SharpTruth()));
            }
        }
        return pairs;
    }
}
