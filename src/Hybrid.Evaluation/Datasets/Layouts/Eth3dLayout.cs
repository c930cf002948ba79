namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// ETH3D low-resolution two-view: <c>two_view_training/NAME/{im0,im1}.png</c> with <c>disp0GT.pfm</c> and <c>mask0nocc.png</c> beside
/// them or under <c>two_view_training_gt/NAME</c>.
/// </summary>
/// <remarks>Schöps et al., A Multi-View Stereo Benchmark with High-Resolution Images and Multi-Camera Videos, CVPR 2017.</remarks>
public sealed class Eth3dLayout : ILayout
{
    private const string Training = "two_view_training";

    /// <inheritdoc />
    public string Name => "eth3d";

    /// <inheritdoc />
    public string Summary => "two_view_training/NAME/{im0,im1}.png + (there or in two_view_training_gt/NAME) disp0GT.pfm, mask0nocc.png";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string images = Path.GetFileName(full) == Training ? full : Path.Combine(full, Training);
        if (!Directory.Exists(images))
            return [];
        string truths = images + "_gt";
        var pairs = new List<DatasetPair>();
        foreach (string set in FolderListing.Folders(images))
        {
            string name = Path.GetFileName(set), beside = Path.Combine(truths, name);
            string folderOfTruth = File.Exists(Path.Combine(beside, "disp0GT.pfm")) ? beside : set;
            string truth = Path.Combine(folderOfTruth, "disp0GT.pfm");
            string? mask = FolderListing.FirstFile(folderOfTruth, "mask0nocc.png");
            pairs.Add(new DatasetPair(name, TaskKind.Stereo, Path.Combine(set, "im0.png"), Path.Combine(set, "im1.png"), "disparity",
                mask is null ? [truth] : [truth, mask], () => MiddleburyStereoLayout.Read(set, truth, mask)));
        }
        return pairs;
    }
}
