namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// The toolkit's own layout: a folder a set, named files in it, sets gathered in folders that say what they are for
/// (<c>homography</c>, <c>homography_points</c>, <c>twoview_points</c>, <c>flow</c>, <c>stereo</c>, <c>stitch_pairs</c>,
/// <c>stitch_multi</c>, <c>overlap</c>, <c>unrelated</c>: two images of different things). The root, one of those folders and a single set are all accepted.
/// </summary>
public sealed class OwnLayout : ILayout
{
    private static readonly string[] Categories =
        ["homography", "homography_points", "twoview_points", "flow", "stereo", "stitch_pairs", "stitch_multi", "overlap", "unrelated"];

    /// <inheritdoc />
    public string Name => "hybrid";

    /// <inheritdoc />
    public string Summary =>
        "homography/NAME/{1,2,…}.png + H_1_k.txt [+ points_1_k.txt], homography_points/, twoview_points/, flow/NAME/{1,2}.png + flow_1_2.flo (or KITTI's .png) [+ occ_1_2.png], stereo/NAME/{left,right}.png + disp_left_x256.png, stitch_pairs/, stitch_multi/, overlap/NAME/{1,2}.png + overlap_{1,2}.png, unrelated/NAME/{1,2}.png";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        var pairs = new List<DatasetPair>();
        foreach (string category in Categories)
        {
            foreach (string set in FolderListing.Folders(Path.Combine(folder, category)))
                AddSet(pairs, set, category, $"{category}/{Path.GetFileName(set)}");
        }
        if (pairs.Count > 0)
            return Tagged(pairs, folder);

        string name = FolderName(folder);
        foreach (string set in FolderListing.Folders(folder))
            AddSet(pairs, set, name, Path.GetFileName(set));
        if (pairs.Count == 0)
            AddSet(pairs, folder, FolderName(Path.GetDirectoryName(Path.GetFullPath(folder)) ?? "/"), name);
        return pairs;
    }

    private static List<DatasetPair> Tagged(List<DatasetPair> pairs, string root)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> tags = PairTags.Read(root);
        return tags.Count == 0 ? pairs : pairs.ConvertAll(p => tags.TryGetValue(p.Name, out IReadOnlyList<string>? own) ? p.With(own) : p);
    }

    private static string FolderName(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static void AddSet(List<DatasetPair> pairs, string set, string category, string name)
    {
        int before = pairs.Count;
        AddHomographies(pairs, set, name);
        if (pairs.Count == before)
            AddPoints(pairs, set, name, planar: category != "twoview_points");
        AddFlow(pairs, set, name);
        AddStereo(pairs, set, name);
        AddOverlap(pairs, set, name);
        if (pairs.Count == before && category is "stitch_pairs" or "stitch_multi")
            AddStitching(pairs, set, name);
        if (pairs.Count == before && category == "unrelated" && FolderListing.Image(set, "1") is { } one && FolderListing.Image(set, "2") is { } two)
            pairs.Add(new DatasetPair(name, TaskKind.Alignment, one, two, UnrelatedTruth.KindName, [], () => new UnrelatedTruth()));
    }

    private static void AddHomographies(List<DatasetPair> pairs, string set, string name)
    {
        foreach (string file in FolderListing.Files(set, "H_*_*.txt"))
        {
            if (Indices(file) is not var (i, k))
                continue;
            string? points = FolderListing.FirstFile(set, $"points_{i}_{k}.txt");
            Add(pairs, set, $"{name}/{i}-{k}", i, k, "homography", points is null ? [file] : [file, points], () => new HomographyTruth(
                TextTruth.ReadHomography(file), points is null ? [] : TextTruth.ReadPoints(points)));
        }
    }

    private static void AddPoints(List<DatasetPair> pairs, string set, string name, bool planar)
    {
        foreach (string file in FolderListing.Files(set, "points_*_*.txt"))
        {
            if (Indices(file) is var (i, k))
                Add(pairs, set, $"{name}/{i}-{k}", i, k, planar ? "points" : "scene-points", [file], () => new PointsTruth(TextTruth.ReadPoints(file), planar));
        }
    }

    private static void AddFlow(List<DatasetPair> pairs, string set, string name)
    {
        foreach (string file in FolderListing.Files(set, "flow_*_*.*").Where(f => Path.GetExtension(f) is ".flo" or ".png" or ".pfm"))
        {
            if (Indices(file) is not var (i, k))
                continue;
            string? occlusion = FolderListing.FirstFile(set, $"occlusion_{i}_{k}.png", $"occ_{i}_{k}.png");
            Add(pairs, set, $"{name}/{i}-{k}", i, k, "flow", occlusion is null ? [file] : [file, occlusion],
                () => new FlowTruth(DenseTruth.ReadFlow(file), occlusion is null ? null : DenseTruth.ReadMask(occlusion)));
        }
    }

    private static void AddStereo(List<DatasetPair> pairs, string set, string name)
    {
        if (FolderListing.FirstFile(set, "disp_left_x256.png") is not { } file)
            return;
        string? occlusion = FolderListing.FirstFile(set, "occlusion_left.png", "occ_left.png");
        pairs.Add(new DatasetPair(name, TaskKind.Stereo, Required(set, "left"), Required(set, "right"), "disparity",
            occlusion is null ? [file] : [file, occlusion],
            () => new DisparityTruth(DenseTruth.ReadDisparity(file, 256), occlusion is null ? null : DenseTruth.ReadMask(occlusion))));
    }

    private static void AddOverlap(List<DatasetPair> pairs, string set, string name)
    {
        if (FolderListing.FirstFile(set, "overlap_1.png") is not { } first)
            return;
        string second = Path.Combine(set, "overlap_2.png");
        pairs.Add(new DatasetPair(name, TaskKind.Overlap, Required(set, "1"), Required(set, "2"), "overlap", [first, second],
            () => new OverlapTruth(DenseTruth.ReadMask(first), DenseTruth.ReadMask(second))));
    }

    private static void AddStitching(List<DatasetPair> pairs, string set, string name)
    {
        IReadOnlyList<string> images = FolderListing.Images(set);
        string? cameras = FolderListing.FirstFile(set, "cameras.txt");
        if (images.Count > 2 || (images.Count == 2 && cameras is not null))
        {
            string[] others = cameras is null ? [.. images.Skip(2)] : [.. images.Skip(2), cameras];
            pairs.Add(new DatasetPair(name, TaskKind.Stitching, images[0], images[1], cameras is null ? "images" : "cameras", others,
                () => new ImageSetTruth(images, cameras is null ? [] : TextTruth.ReadCameras(cameras, images.Count))));
            return;
        }
        for (int i = 1; i < images.Count; i++)
        {
            string pair = $"{name}/{Path.GetFileNameWithoutExtension(images[i - 1])}-{Path.GetFileNameWithoutExtension(images[i])}";
            pairs.Add(new DatasetPair(pair, TaskKind.Stitching, images[i - 1], images[i], NoTruth.KindName, [], () => new NoTruth()));
        }
    }

    private static void Add(List<DatasetPair> pairs, string set, string name, string i, string k, string kind, IReadOnlyList<string> files, Func<GroundTruth> truth) =>
        pairs.Add(new DatasetPair(name, TaskKind.Alignment, Required(set, i), Required(set, k), kind, files, truth));

    /// <summary>The image of that name, or where it is missing the path it should have, so that a check can name it.</summary>
    private static string Required(string set, string stem) => FolderListing.Image(set, stem) ?? Path.Combine(set, stem + ".png");

    private static (string I, string K)? Indices(string file)
    {
        string[] parts = Path.GetFileNameWithoutExtension(file).Split('_');
        return parts.Length == 3 ? (parts[1], parts[2]) : null;
    }
}
