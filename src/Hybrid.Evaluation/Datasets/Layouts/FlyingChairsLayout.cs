namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>FlyingChairs: <c>data/NNNNN_img1.ppm</c>, <c>NNNNN_img2.ppm</c>, <c>NNNNN_flow.flo</c>; root or <c>data</c>.</summary>
/// <remarks>Dosovitskiy et al., FlowNet, ICCV 2015.</remarks>
public sealed class FlyingChairsLayout : ILayout
{
    private const string Suffix = "_flow.flo";

    /// <inheritdoc />
    public string Name => "flyingchairs";

    /// <inheritdoc />
    public string Summary => "data/N_img1.ppm, N_img2.ppm, N_flow.flo";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        string root = SetFolders.First(folder, "data", "")!;
        return [.. FolderListing.Files(root, "*" + Suffix).Select(truth =>
        {
            string name = Path.GetFileName(truth)[..^Suffix.Length];
            return new DatasetPair(name, TaskKind.Alignment, ImageOf(root, name + "_img1"), ImageOf(root, name + "_img2"), "flow", [truth],
                () => new FlowTruth(DenseTruth.ReadFlow(truth)));
        })];
    }

    private static string ImageOf(string root, string stem) => FolderListing.Image(root, stem) ?? Path.Combine(root, stem + ".ppm");
}
