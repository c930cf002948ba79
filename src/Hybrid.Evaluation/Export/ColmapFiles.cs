using System.Globalization;
using System.Text;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Export;

/// <summary>
/// Matches of one method as COLMAP imports them. <c>keypoints/IMAGE.txt</c> for every image, IMAGE being its path below
/// the dataset's folder (<c>feature_importer --image_path IMAGES --import_path keypoints</c>): a line <c>N 128</c>, then x, y,
/// scale, orientation and 128 descriptor values a point. <c>matches.txt</c> (<c>matches_importer --match_list_path matches.txt
/// --match_type raw</c>): a line of two images, a line of two point indices a match, an empty line.
/// </summary>
/// <remarks>COLMAP documentation, "Feature Detection and Extraction" and "Feature Matching and Geometric Verification".</remarks>
internal sealed class ColmapFiles
{
    private readonly StringBuilder _matches = new();
    private readonly Dictionary<string, List<(double X, double Y)>> _keypoints = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Image, double X, double Y), int> _indices = [];
    private readonly HashSet<(string A, string B)> _written = [];

    /// <summary>Adds the matches of a pair.</summary>
    /// <param name="a">Image A by its path below the dataset's folder.</param>
    /// <param name="b">Image B.</param>
    /// <param name="matches">x and y in A, x and y in B, pixel centres at integers.</param>
    /// <returns>Why they were left out; null where they were not.</returns>
    public string? Add(string a, string b, IReadOnlyList<double[]> matches)
    {
        if (a.Any(char.IsWhiteSpace) || b.Any(char.IsWhiteSpace))
            return "COLMAP's lists are separated by blanks, so that an image with a blank in its path cannot be named";
        if (a == b)
            return "COLMAP matches two images";
        if (_written.Contains((b, a)) || !_written.Add((a, b)))
            return "the pair of images is there already";
        _matches.Append(CultureInfo.InvariantCulture, $"{a} {b}\n");
        foreach ((int i, int j) in matches.Select(m => (Index(a, m[0], m[1]), Index(b, m[2], m[3]))).Distinct())
            _matches.Append(CultureInfo.InvariantCulture, $"{i} {j}\n");
        _matches.Append('\n');
        return null;
    }

    /// <summary>Writes the files into a folder.</summary>
    public void Write(string folder)
    {
        string keypoints = Path.Combine(folder, "keypoints");
        Directory.CreateDirectory(keypoints);
        AtomicFile.WriteAllText(Path.Combine(folder, "matches.txt"), _matches.ToString());
        string descriptor = string.Concat(Enumerable.Repeat(" 0", 128));
        foreach ((string image, List<(double X, double Y)> points) in _keypoints)
        {
            var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{points.Count} 128\n"));
            // The centre of COLMAP's first pixel is at 0.5.
            foreach ((double x, double y) in points)
                text.Append(CultureInfo.InvariantCulture, $"{x + 0.5:R} {y + 0.5:R} 1 0{descriptor}\n");
            string file = Path.Combine(keypoints, image + ".txt");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.WriteAllText(file, text.ToString());
        }
    }

    /// <summary>A point's index in its image: points of several pairs at one place are one.</summary>
    private int Index(string image, double x, double y)
    {
        if (_indices.TryGetValue((image, x, y), out int index))
            return index;
        if (!_keypoints.TryGetValue(image, out List<(double X, double Y)>? points))
            _keypoints[image] = points = [];
        points.Add((x, y));
        return _indices[(image, x, y)] = points.Count - 1;
    }
}
