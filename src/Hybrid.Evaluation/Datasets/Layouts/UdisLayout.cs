namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>UDIS-D: <c>testing/input1/N.jpg</c> and <c>testing/input2/N.jpg</c>; root, <c>testing</c> or <c>training</c>. No ground truth.</summary>
/// <remarks>Nie et al., Unsupervised Deep Image Stitching, TIP 2021.</remarks>
public sealed class UdisLayout : ILayout
{
    /// <inheritdoc />
    public string Name => "udis-d";

    /// <inheritdoc />
    public string Summary => "testing/input1/N.jpg + testing/input2/N.jpg";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        string? root = new[] { folder, Path.Combine(folder, "testing"), Path.Combine(folder, "training") }.FirstOrDefault(f => Directory.Exists(Path.Combine(f, "input1")));
        if (root is null)
            return [];
        return [.. FolderListing.Images(Path.Combine(root, "input1")).Select(a => new DatasetPair(
            Path.GetFileNameWithoutExtension(a), TaskKind.Stitching, a, Path.Combine(root, "input2", Path.GetFileName(a)), NoTruth.KindName, [], () => new NoTruth()))];
    }
}
