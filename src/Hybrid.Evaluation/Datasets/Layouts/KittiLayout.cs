using Hybrid.Imaging;

namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// KITTI stereo and flow, 2012 (<c>image_0</c>/<c>colored_0</c>, <c>disp_occ</c>) and 2015 (<c>image_2</c>, <c>disp_occ_0</c>), root or
/// <c>training</c>; <c>noc</c> alone will do. What is known in <c>occ</c> and not in <c>noc</c> is occluded.
/// </summary>
/// <remarks>Geiger et al., CVPR 2012; Menze and Geiger, CVPR 2015.</remarks>
public sealed class KittiLayout : ILayout
{
    /// <inheritdoc />
    public string Name => "kitti";

    /// <inheritdoc />
    public string Summary => "training/{image_0|colored_0|image_2}/N_10.png, …_1 or image_3, + disp_occ[_0]/N_10.png, flow_occ/N_10.png [+ disp_noc[_0], flow_noc]";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        string root = SetFolders.First(folder, "training", "")!;
        var pairs = new List<DatasetPair>();
        string? left = SetFolders.First(root, "image_2", "colored_0", "image_0");
        string? disparity = SetFolders.First(root, "disp_occ_0", "disp_occ", "disp_noc_0", "disp_noc"), flow = SetFolders.First(root, "flow_occ", "flow_noc");
        if (left is null)
            return pairs;
        string right = Path.Combine(root, Path.GetFileName(left) switch { "image_2" => "image_3", "colored_0" => "colored_1", _ => "image_1" });
        foreach (string truth in disparity is null ? [] : FolderListing.Files(disparity, "*_10.png"))
        {
            string file = Path.GetFileName(truth);
            string? visible = Visible(root, disparity!, file);
            pairs.Add(new DatasetPair($"stereo/{Path.GetFileNameWithoutExtension(file)}", TaskKind.Stereo, Path.Combine(left, file), Path.Combine(right, file), "disparity",
                visible is null ? [truth] : [truth, visible], () => Disparity(truth, visible)));
        }
        foreach (string truth in flow is null ? [] : FolderListing.Files(flow, "*_10.png"))
        {
            string file = Path.GetFileName(truth), next = file.Replace("_10.png", "_11.png", StringComparison.Ordinal);
            string? visible = Visible(root, flow!, file);
            pairs.Add(new DatasetPair($"flow/{Path.GetFileNameWithoutExtension(file)}", TaskKind.Alignment, Path.Combine(left, file), Path.Combine(left, next), "flow",
                visible is null ? [truth] : [truth, visible], () => Flow(truth, visible)));
        }
        return pairs;
    }

    /// <summary>The truth of what both images see, beside one that knows more; null where that is all there is.</summary>
    private static string? Visible(string root, string truths, string file)
    {
        string name = Path.GetFileName(truths);
        return name.Contains("occ", StringComparison.Ordinal) ? FolderListing.FirstFile(root, $"{name.Replace("occ", "noc", StringComparison.Ordinal)}/{file}") : null;
    }

    private static DisparityTruth Disparity(string truth, string? visible)
    {
        ScalarMap all = DenseTruth.ReadDisparity(truth, DisparityFile.KittiScale);
        if (visible is null)
            return new DisparityTruth(all);
        ScalarMap seen = DenseTruth.ReadDisparity(visible, DisparityFile.KittiScale);
        RequireSize(visible, seen.Width == all.Width && seen.Height == all.Height, truth);
        return new DisparityTruth(all, [.. all.Data.Select((d, i) => float.IsFinite(d) && float.IsNaN(seen.Data[i]))]);
    }

    private static FlowTruth Flow(string truth, string? visible)
    {
        FlowField all = DenseTruth.ReadFlow(truth);
        if (visible is null)
            return new FlowTruth(all);
        FlowField seen = DenseTruth.ReadFlow(visible);
        RequireSize(visible, seen.Width == all.Width && seen.Height == all.Height, truth);
        bool[] occluded = new bool[all.Width * all.Height];
        for (int i = 0; i < occluded.Length; i++)
            occluded[i] = float.IsFinite(all.Data[2 * i]) && float.IsNaN(seen.Data[2 * i]);
        return new FlowTruth(all, occluded);
    }

    private static void RequireSize(string file, bool same, string other)
    {
        if (!same)
            throw new InputException($"{file}: is not of the size of {other}");
    }
}
