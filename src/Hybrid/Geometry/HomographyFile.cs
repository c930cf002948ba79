using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Hybrid.Imaging;

namespace Hybrid.Geometry;

/// <summary>
/// Homographies in files: nine numbers as text (Oxford, HPatches, our own homography.txt), or the first 3×3 matrix of
/// an OpenCV FileStorage in XML, such as H1to3p.xml.
/// </summary>
public static class HomographyFile
{
    private const int LargestFile = 1 << 20;

    /// <summary>Reads a homography as written: not normalised.</summary>
    /// <exception cref="InputException">The file is missing, too large, or holds no 3×3 matrix.</exception>
    public static Homography Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string text = TextFile.Read(path, LargestFile);
        bool isXml = text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal);
        string? numbers = isXml ? MatrixOf(path, text) : text;
        if (Homography.TryParse(numbers, out Homography h, out string problem, out int line))
            return h;
        string place = isXml || line == 0 ? path : string.Create(CultureInfo.InvariantCulture, $"{path}:{line}");
        throw new InputException($"{place}: no homography: {problem}.");
    }

    /// <summary>Writes nine numbers as text. The file is complete or not there.</summary>
    public static void Write(string path, in Homography h)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.WriteAllText(path, h.ToText());
    }

    private static string MatrixOf(string path, string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            XElement? matrix = XDocument.Load(reader).Descendants().FirstOrDefault(e =>
                (string?)e.Attribute("type_id") == "opencv-matrix" && Trimmed(e, "rows") == "3" && Trimmed(e, "cols") == "3");
            return matrix?.Element("data")?.Value ?? throw new InputException($"{path}: holds no 3×3 matrix.");
        }
        catch (XmlException e)
        {
            throw new InputException($"{path}: not well-formed XML ({e.Message})", e);
        }
    }

    private static string? Trimmed(XElement matrix, string name) => matrix.Element(name)?.Value.Trim();
}
