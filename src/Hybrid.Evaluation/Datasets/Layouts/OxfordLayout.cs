using System.Xml;
using System.Xml.Linq;
using Hybrid.Geometry;

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
                    () => new HomographyTruth(file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? ReadXml(file) : TextTruth.ReadHomography(file), [])));
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

    /// <summary>The nine numbers of the first <c>data</c> element of an OpenCV storage file.</summary>
    internal static Homography ReadXml(string path)
    {
        try
        {
            XElement data = XDocument.Parse(TextFile.Read(path)).Descendants("data").FirstOrDefault()
                ?? throw new InputException($"{path}: has no matrix in it");
            List<double> numbers = TextTruth.Numbers(path, 1, data.Value.ReplaceLineEndings(" "));
            return numbers.Count == 9 ? TextTruth.Checked(path, numbers) : throw new InputException($"{path}: a homography has 9 numbers, not {numbers.Count}");
        }
        catch (XmlException e)
        {
            throw new InputException($"{path}:{e.LineNumber}: is not XML ({e.Message.Split('\n')[0]})", e);
        }
    }
}
