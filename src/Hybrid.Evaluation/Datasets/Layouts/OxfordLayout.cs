namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>
/// Oxford affine covariant regions: <c>NAME/img{1..6}.ppm</c> and <c>H1toKp</c>; also OpenCV's samples, where the
/// homography is <c>H1toKp.xml</c> and the images end in the number (<c>graf1.png</c>).
/// </summary>
/// <remarks>Mikolajczyk et al., A Comparison of Affine Region Detectors, IJCV 2005.</remarks>
public sealed class OxfordLayout : ILayout
{
    /// <inheritdoc />
    public string Name => "oxford";

    /// <inheritdoc />
    public string Summary => "NAME/img{1..6}.{ppm,pgm,png} + H1toKp, or OpenCV's graf1.png, graf3.png + H1to3p.xml";

    /// <inheritdoc />
    public IReadOnlyList<DatasetPair> Find(string folder)
    {
        var pairs = new List<DatasetPair>();
        foreach ((string set, string name) in SetFolders.Find(folder, f => FolderListing.Files(f, "H1to*p*").Any(h => Target(h) is not null)))
        {
            foreach (string file in FolderListing.Files(set, "H1to*p*"))
            {
                if (Target(file) is not { } k)
                    continue;
                pairs.Add(new DatasetPair($"{name}/1-{k}", TaskKind.Alignment, ImageOf(set, 1), ImageOf(set, k), "homography", [file],
                    () => new HomographyTruth(TextTruth.ReadHomography(file), [])));
            }
        }
        return pairs;
    }

    private static int? Target(string file)
    {
        string name = Path.GetFileName(file);
        string stem = name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return stem.StartsWith("H1to", StringComparison.Ordinal) && stem.EndsWith('p') ? FolderListing.Number(stem[4..^1]) : null;
    }

    private static string ImageOf(string set, int k)
    {
        string number = k.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return FolderListing.Image(set, "img" + number)
            ?? FolderListing.Images(set).FirstOrDefault(i => Path.GetFileNameWithoutExtension(i) is var stem
                && stem.EndsWith(number, StringComparison.Ordinal) && !char.IsAsciiDigit(stem[^(number.Length + 1 > stem.Length ? 1 : number.Length + 1)]))
            ?? Path.Combine(set, $"img{number}.ppm");
    }
}
