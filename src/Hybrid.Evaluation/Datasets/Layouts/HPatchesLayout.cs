namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>HPatches sequences: <c>v_NAME/{1..6}.ppm</c> and <c>H_1_k</c> without extension.</summary>
/// <remarks>Balntas et al., HPatches, CVPR 2017.</remarks>
public sealed class HPatchesLayout : ILayout
{
    /// <inheritdoc />
    public string Name => "hpatches";

    /// <inheritdoc />
    public string Summary => "{i,v}_NAME/{1..6}.ppm + H_1_k (no extension)";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        var pairs = new List<DatasetPair>();
        foreach ((string set, string name) in SetFolders.Find(folder, f => File.Exists(Path.Combine(f, "H_1_2"))))
        {
            foreach (string file in FolderListing.Files(set, "H_1_*").Where(f => Path.GetExtension(f).Length == 0))
            {
                string k = Path.GetFileName(file)["H_1_".Length..];
                if (FolderListing.Number(k) is null)
                    continue;
                pairs.Add(new DatasetPair(
                    $"{name}/1-{k}", TaskKind.Alignment, FolderListing.Image(set, "1") ?? Path.Combine(set, "1.ppm"), FolderListing.Image(set, k) ?? Path.Combine(set, k + ".ppm"),
                    "homography", [file], () => new HomographyTruth(TextTruth.ReadHomography(file), [])));
            }
        }
        return pairs;
    }
}
