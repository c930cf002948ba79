using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Hybrid.Evaluation.Datasets;

/// <summary>
/// A dataset written as a list: CSV with a header, or YAML with a sequence of mappings under <c>pairs</c>. Columns
/// <c>a</c> and <c>b</c> are the images; <c>name</c>, <c>task</c> (alignment, stereo, restoration, stitching) and one of
/// <c>homography</c>, <c>points</c>, <c>scene_points</c>, <c>flow</c>, <c>disparity</c> (with <c>disparity_scale</c>, 256
/// unless given) are optional. Paths are relative to the list.
/// </summary>
public static class PairList
{
    private static readonly string[] Columns =
        ["name", "a", "b", "task", "homography", "points", "scene_points", "flow", "occlusion", "disparity", "disparity_scale"];

    /// <summary>Opens a list by its extension: .csv, .tsv, .yaml or .yml.</summary>
    /// <exception cref="InputException">The list is malformed; the message names the row.</exception>
    public static IPairDataset Open(string path)
    {
        List<Dictionary<string, string>> rows = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => ReadCsv(path, ','),
            ".tsv" => ReadCsv(path, '\t'),
            ".yaml" or ".yml" => ReadYaml(path),
            _ => throw new InputException($"{path}: a list of pairs is a .csv, .tsv, .yaml or .yml file"),
        };
        string root = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new PairDataset(Path.GetFileNameWithoutExtension(path), "list", [.. rows.Select((row, i) => PairOf(path, root, row, i + 1))]);
    }

    private static DatasetPair PairOf(string list, string root, Dictionary<string, string> row, int number)
    {
        string where = $"{list}: pair {number}";
        foreach (string column in row.Keys)
        {
            if (!Columns.Contains(column))
                throw new InputException($"{where}: {NearestName.Message("column", column, Columns)}");
        }
        string Resolve(string column) => Path.GetFullPath(Path.Combine(root, row[column]));
        foreach (string column in new[] { "a", "b" })
        {
            if (!row.ContainsKey(column))
                throw new InputException($"{where}: column '{column}' is missing or empty");
        }
        string[] truths = [.. new[] { "homography", "scene_points", "flow", "disparity" }.Where(row.ContainsKey)];
        if (truths.Length > 1)
            throw new InputException($"{where}: has both {truths[0]} and {truths[1]}; a pair has one ground truth");
        string a = Resolve("a"), b = Resolve("b");
        string name = row.GetValueOrDefault("name") ?? $"{number.ToString(CultureInfo.InvariantCulture)}";
        TaskKind task = row.ContainsKey("disparity") ? TaskKind.Stereo : TaskKind.Alignment;
        if (row.TryGetValue("task", out string? given) && !Enum.TryParse(given, ignoreCase: true, out task))
            throw new InputException($"{where}: {NearestName.Message("task", given, [.. Enum.GetNames<TaskKind>().Select(n => n.ToLowerInvariant())])}");
        DatasetPair Pair(string kind, string[] files, Func<GroundTruth> truth) => new(name, task, a, b, kind, files, truth);

        if (row.ContainsKey("homography"))
        {
            string file = Resolve("homography");
            string? points = row.ContainsKey("points") ? Resolve("points") : null;
            return Pair("homography", points is null ? [file] : [file, points],
                () => new HomographyTruth(TextTruth.ReadHomography(file), points is null ? [] : TextTruth.ReadPoints(points)));
        }
        if (row.ContainsKey("points") || row.ContainsKey("scene_points"))
        {
            bool planar = row.ContainsKey("points");
            string file = Resolve(planar ? "points" : "scene_points");
            return Pair(planar ? "points" : "scene-points", [file], () => new PointsTruth(TextTruth.ReadPoints(file), planar));
        }
        if (row.ContainsKey("flow"))
        {
            string file = Resolve("flow");
            string? occlusion = row.ContainsKey("occlusion") ? Resolve("occlusion") : null;
            return Pair("flow", occlusion is null ? [file] : [file, occlusion],
                () => new FlowTruth(DenseTruth.ReadFlow(file), occlusion is null ? null : DenseTruth.ReadMask(occlusion)));
        }
        if (row.ContainsKey("disparity"))
        {
            string file = Resolve("disparity");
            double scale = 256;
            if (row.TryGetValue("disparity_scale", out string? text)
                && !(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out scale) && scale > 0))
                throw new InputException($"{where}: disparity_scale '{text}' is not a number above 0");
            return Pair("disparity", [file], () => new DisparityTruth(DenseTruth.ReadDisparity(file, scale)));
        }
        return task == TaskKind.Restoration ? Pair("sharp", [], () => new SharpTruth()) : Pair("none", [], () => new NoTruth());
    }

    private static List<Dictionary<string, string>> ReadCsv(string path, char separator)
    {
        var rows = new List<Dictionary<string, string>>();
        IReadOnlyList<string>? header = null;
        try
        {
            foreach ((int line, IReadOnlyList<string> fields) in CsvText.Rows(TextTruth.ReadText(path), separator))
            {
                if (header is null)
                {
                    header = [.. fields.Select(f => f.ToLowerInvariant())];
                    continue;
                }
                if (fields.Count != header.Count)
                    throw new InputException($"{path}:{line}: has {fields.Count} fields, the header {header.Count}");
                rows.Add(header.Zip(fields).Where(f => f.Second.Length > 0).ToDictionary(f => f.First, f => f.Second));
            }
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new InputException($"{path}: is not a CSV list ({e.Message})", e);
        }
        return header is null ? throw new InputException($"{path}: the list is empty") : rows;
    }

    private static List<Dictionary<string, string>> ReadYaml(string path)
    {
        try
        {
            var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<Dictionary<string, string>>>>(TextTruth.ReadText(path));
            return root is not null && root.TryGetValue("pairs", out var pairs) && pairs is not null
                ? pairs
                : throw new InputException($"{path}: has no list under 'pairs'");
        }
        catch (YamlException e)
        {
            throw new InputException($"{path}:{e.Start.Line}: is not a YAML list of pairs ({e.Message.Split('\n')[0]})", e);
        }
    }
}
