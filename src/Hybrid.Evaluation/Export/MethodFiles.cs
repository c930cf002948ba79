using System.Globalization;
using System.Text;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;
using Hybrid.Evaluation.Running;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Export;

/// <summary>The exported files of one method.</summary>
/// <param name="folder">Where they go.</param>
internal sealed class MethodFiles(string folder)
{
    private readonly StringBuilder _homographies = new("%YAML:1.0\n---\n");
    private readonly StringBuilder _matches = new();
    private readonly Dictionary<string, List<(double X, double Y)>> _keypoints = new(StringComparer.Ordinal);

    /// <summary>Adds a record: failures have no homography and no matches.</summary>
    public void Add(PairRecord record, Prediction? stored, DatasetPair? pair)
    {
        if (!record.Ok)
            return;
        string name = RunExporter.SafeName(record.Pair);
        if (record.Homography is { } h)
        {
            _homographies.Append(CultureInfo.InvariantCulture, $"{Key(name)}: !!opencv-matrix\n   rows: 3\n   cols: 3\n   dt: d\n   data: [ ")
                .AppendJoin(", ", h.Select(v => v.ToString("E16", CultureInfo.InvariantCulture))).Append(" ]\n");
        }
        AlignmentResult? alignment = (stored as AlignmentPrediction)?.Alignment;
        double[][] matches = alignment is null ? [.. record.Matches] : [.. alignment.Inliers.Select(m => new[] { m.A.X, m.A.Y, m.B.X, m.B.Y })];
        if (matches.Length > 0)
        {
            NpyFile.Write<double>(In("matches", name + ".npy"), matches.SelectMany(m => m).ToArray(), matches.Length, 4);
            AddColmap(pair is null ? record.Pair + "/A" : ImageName(pair, pair.PathA), pair is null ? record.Pair + "/B" : ImageName(pair, pair.PathB), matches);
        }
        if (alignment?.Flow is { } flow)
        {
            NpyFile.Write<float>(In("flow", name + ".npy"), flow.Data, flow.Height, flow.Width, 2);
            FloFile.Write(In("flow", name + ".flo"), flow);
        }
    }

    /// <summary>Writes what was gathered over all pairs.</summary>
    public void Finish()
    {
        Directory.CreateDirectory(Path.Combine(folder, "keypoints"));
        AtomicFile.WriteAllText(Path.Combine(folder, "homographies.yml"), _homographies.ToString());
        AtomicFile.WriteAllText(Path.Combine(folder, "matches.txt"), _matches.ToString());
        foreach ((string image, List<(double X, double Y)> points) in _keypoints)
        {
            // COLMAP puts the centre of the first pixel at 0.5 and wants 128 descriptor values a point.
            var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{points.Count} 128\n"));
            foreach ((double x, double y) in points)
                text.Append(CultureInfo.InvariantCulture, $"{x + 0.5:R} {y + 0.5:R} 1 0").Insert(text.Length, " 0", 128).Append('\n');
            AtomicFile.WriteAllText(Path.Combine(folder, "keypoints", RunExporter.SafeName(image) + ".txt"), text.ToString());
        }
    }

    private static string ImageName(DatasetPair pair, string path) => $"{pair.Name}/{Path.GetFileName(path)}";

    /// <summary>A key of FileStorage begins with a letter and holds letters, digits, dashes and underscores.</summary>
    private static string Key(string name) => "H_" + name.Replace('.', '_');

    private void AddColmap(string a, string b, double[][] matches)
    {
        List<(double X, double Y)> pointsA = Points(a), pointsB = Points(b);
        _matches.Append(CultureInfo.InvariantCulture, $"{a.Replace(' ', '_')} {b.Replace(' ', '_')}\n");
        foreach (double[] m in matches)
        {
            _matches.Append(CultureInfo.InvariantCulture, $"{pointsA.Count} {pointsB.Count}\n");
            pointsA.Add((m[0], m[1]));
            pointsB.Add((m[2], m[3]));
        }
        _matches.Append('\n');
    }

    private List<(double X, double Y)> Points(string image)
    {
        if (!_keypoints.TryGetValue(image, out List<(double X, double Y)>? points))
            _keypoints[image] = points = [];
        return points;
    }

    private string In(string kind, string name)
    {
        Directory.CreateDirectory(Path.Combine(folder, kind));
        return Path.Combine(folder, kind, name);
    }
}
