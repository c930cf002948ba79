
namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// FlyingChairs: <c>data/NNNNN_img1.ppm</c>, <c>NNNNN_img2.ppm</c>, <c>NNNNN_flow.flo</c>; root or <c>data</c>. Its published examples
/// (<c>N-img0.ppm</c>, <c>N-img1.ppm</c>, <c>N-gt.flo</c>) and its successor's names (<c>N-img_0.png</c>, <c>N-img_1.png</c>,
/// <c>N-flow_01.flo</c>) are read, too. With the split file <c>FlyingChairs_train_val.txt</c> (a line a pair, 1 training, 2 validation),
/// beside or in <c>data</c>, pairs are tagged <c>train</c> and <c>val</c> and named so.
/// </summary>
/// <remarks>Dosovitskiy et al., FlowNet, ICCV 2015.</remarks>
public sealed class FlyingChairsLayout : ILayout
{
    private const string SplitFile = "FlyingChairs_train_val.txt";

    private static readonly (string Truth, string A, string B)[] Forms =
        [("_flow.flo", "_img1", "_img2"), ("-gt.flo", "-img0", "-img1"), ("-flow_01.flo", "-img_0", "-img_1")];

    /// <inheritdoc />
    public string Name => "flyingchairs";

    /// <inheritdoc />
    public string Summary => "data/N_img1.ppm, N_img2.ppm, N_flow.flo (or N-img0, N-img1, N-gt.flo) [+ FlyingChairs_train_val.txt]";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        string root = SetFolders.First(folder, "data", "")!;
        var pairs = new List<DatasetPair>();
        foreach ((string suffix, string a, string b) in Forms)
        {
            foreach (string truth in FolderListing.Files(root, "*" + suffix))
            {
                string name = Path.GetFileName(truth)[..^suffix.Length];
                pairs.Add(new DatasetPair(name, TaskKind.Alignment, ImageOf(root, name + a), ImageOf(root, name + b), "flow", [truth], () => new FlowTruth(DenseTruth.ReadFlow(truth))));
            }
        }
        string? split = FolderListing.FirstFile(folder, SplitFile) ?? FolderListing.FirstFile(root, SplitFile);
        return split is null || pairs.Count == 0 ? pairs : Split(pairs, split);
    }

    private static List<DatasetPair> Split(List<DatasetPair> pairs, string file)
    {
        string[] lines = TextFile.Read(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return pairs.ConvertAll(pair =>
        {
            // Pair NNNNN is that of line NNNNN.
            if (FolderListing.Number(pair.Name) is not { } number || number < 1 || number > lines.Length)
                throw new InputException($"{file}: has {lines.Length} lines, none for pair {pair.Name}");
            string part = lines[number - 1] switch
            {
                "1" => "train",
                "2" => "val",
                var other => throw new InputException($"{file}:{number}: '{other}' is neither 1 (training) nor 2 (validation)"),
            };
            return pair.Renamed($"{part}/{pair.Name}", [part]);
        });
    }

    private static string ImageOf(string root, string stem) => FolderListing.Image(root, stem) ?? Path.Combine(root, stem + ".ppm");
}
