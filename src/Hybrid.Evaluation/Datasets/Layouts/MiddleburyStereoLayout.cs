using Hybrid.Imaging;

namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// Middlebury stereo of every year: 2001 and 2003 (<c>im2</c>, <c>im6</c>, <c>disp2</c>), 2005 and 2006 (<c>view1</c>,
/// <c>view5</c>, <c>disp1</c>), 2014 and 2021 (<c>im0</c>, <c>im1</c>, <c>disp0.pfm</c>) and version 3 of the evaluation
/// (<c>disp0GT.pfm</c>, <c>mask0nocc.png</c>).
/// </summary>
/// <remarks>
/// Scharstein and Szeliski, IJCV 2002 and CVPR 2003; Hirschmüller and Scharstein, CVPR 2007; Scharstein et al., GCPR 2014.
/// </remarks>
public sealed class MiddleburyStereoLayout : ILayout
{
    private static readonly (string Left, string Right, string[] Truth)[] Forms =
    [
        ("im2", "im6", ["disp2.png", "disp2.pgm"]),
        ("view1", "view5", ["disp1.png", "disp1.pgm"]),
        ("im0", "im1", ["disp0.pfm", "disp0GT.pfm"]),
        ("im0", "im1", ["disp0.pgm", "disp0.png"]),
    ];

    /// <inheritdoc />
    public string Name => "middlebury-stereo";

    /// <inheritdoc />
    public string Summary => "NAME/{im2,im6} + disp2 (2001, 2003), {view1,view5}.png + disp1.png (2005, 2006), {im0,im1}.png + disp0.pfm or disp0GT.pfm (2014, 2021, evaluation 3)";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        var pairs = new List<DatasetPair>();
        // The same file names, another dataset with its truth in another folder.
        if (Path.GetFullPath(folder).Contains("two_view_training", StringComparison.Ordinal) || Directory.Exists(Path.Combine(folder, "two_view_training")))
            return pairs;
        foreach ((string set, string name) in SetFolders.Find(folder, f => FormOf(f) is not null || Tsukuba(f) is not null))
        {
            if (FormOf(set) is var (left, right, truth))
            {
                string? mask = FolderListing.FirstFile(set, "mask0nocc.png");
                string leftImage = FolderListing.Image(set, left) ?? Path.Combine(set, left + ".png");
                pairs.Add(new DatasetPair(name, TaskKind.Stereo, leftImage, FolderListing.Image(set, right) ?? Path.Combine(set, right + ".png"), "disparity",
                    mask is null ? [truth] : [truth, mask], () => Read(set, truth, mask)));
            }
            else if (Tsukuba(set) is var (l, r, t))
            {
                pairs.Add(new DatasetPair(name, TaskKind.Stereo, l, r, "disparity", [t], () => new DisparityTruth(DenseTruth.ReadDisparity(t, 16))));
            }
        }
        return pairs;
    }

    /// <summary>Reads a truth with what the evaluation calls occluded (grey in its mask).</summary>
    internal static DisparityTruth Read(string set, string truth, string? mask)
    {
        ScalarMap disparity = truth.EndsWith(".pfm", StringComparison.OrdinalIgnoreCase)
            ? DenseTruth.ReadDisparity(truth, 1)
            : Scaled(set, truth);
        return new DisparityTruth(disparity, mask is null ? null : Array.ConvertAll(DenseTruth.ReadMask(mask, 200), visible => !visible));
    }

    /// <summary>
    /// The stored value per pixel of disparity is not in the files. 2001: 8. Teddy and cones of 2003: 4 at a quarter
    /// of the size (450 wide), 2 at half, 1 at full. 2005 and 2006: 3, 2 and 1 for a third (to 500 wide), half (to 750) and full.
    /// </summary>
    private static ScalarMap Scaled(string set, string truth)
    {
        ScalarMap raw = DenseTruth.ReadDisparity(truth, 1);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(set)));
        bool of2003 = name.StartsWith("teddy", StringComparison.OrdinalIgnoreCase) || name.StartsWith("cones", StringComparison.OrdinalIgnoreCase);
        bool of2005 = Path.GetFileName(truth).StartsWith("disp1", StringComparison.Ordinal) && FolderListing.Image(set, "view1") is not null;
        float scale = of2003 ? Math.Max(1, MathF.Round(1800f / raw.Width)) : !of2005 ? 8 : raw.Width <= 500 ? 3 : raw.Width <= 750 ? 2 : 1;
        for (int i = 0; i < raw.Data.Length; i++)
            raw.Data[i] /= scale;
        return raw;
    }

    private static (string Left, string Right, string Truth)? FormOf(string folder)
    {
        foreach ((string left, string right, string[] truths) in Forms)
        {
            if (FolderListing.Image(folder, left) is not null && FolderListing.FirstFile(folder, truths) is { } truth)
                return (left, right, truth);
        }
        return null;
    }

    private static (string Left, string Right, string Truth)? Tsukuba(string folder)
    {
        string? truth = FolderListing.FirstFile(folder, "truedisp.row3.col3.pgm", "truedisp.row3.col3.png");
        return truth is not null && FolderListing.Image(folder, "scene1.row3.col3") is { } left && FolderListing.Image(folder, "scene1.row3.col4") is { } right
            ? (left, right, truth)
            : null;
    }
}
