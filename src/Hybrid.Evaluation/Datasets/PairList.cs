using System.Globalization;
using Hybrid.Evaluation.Formats;

namespace Hybrid.Evaluation.Datasets;

/// <summary>
/// A dataset written as a list: CSV (.csv; .tsv with tabs) with a header, or YAML (.yaml, .yml) with a sequence of mappings under
/// <c>pairs</c>. The columns are those of <see cref="ListColumn"/>; <see cref="ListTemplate"/> writes examples. Paths are
/// relative to the list.
/// </summary>
/// <example><code>
/// a,b,homography,truth
/// graf/1.png,graf/3.png,graf/H_1_3.txt,
/// graf/1.png,boat/1.png,,none
/// </code></example>
public static class PairList
{
    private static readonly string[] Truths = ["truth", "homography", "scene_points", "flow", "disparity", "overlap_a"];

    /// <summary>Opens a list by its extension.</summary>
    /// <exception cref="InputException">The list is malformed; the message names the line.</exception>
    public static IPairDataset Open(string path)
    {
        IReadOnlyList<ListRow> rows = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" => ListReader.Csv(path, ','),
            ".tsv" => ListReader.Csv(path, '\t'),
            ".yaml" or ".yml" => ListReader.Yaml(path),
            _ => throw new InputException($"{path}: a list of pairs is a .csv, .tsv, .yaml or .yml file"),
        };
        string root = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new PairDataset(Path.GetFileNameWithoutExtension(path), "list", [.. rows.Select((row, i) => PairOf(root, row, i + 1))]);
    }

    private static DatasetPair PairOf(string root, ListRow row, int number)
    {
        foreach (string column in row.Fields.Keys.Where(c => !ListColumn.Names.Contains(c)))
            throw new InputException($"{row.Where}: {NearestName.Message("column", column, ListColumn.Names)}");
        string[] truths = [.. Truths.Where(row.Fields.ContainsKey)];
        if (truths.Length > 1)
            throw new InputException($"{row.Where}: has both {truths[0]} and {truths[1]}; a pair has one ground truth");
        string a = Required(root, row, "a"), b = Required(root, row, "b");
        string name = row["name"] ?? number.ToString(CultureInfo.InvariantCulture);
        string[] tags = row["tags"]?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        (string kind, IReadOnlyList<string> files, Func<GroundTruth> truth, TaskKind usual) = TruthOf(root, row);
        TaskKind task = TaskOf(row, usual);
        return kind == NoTruth.KindName && task == TaskKind.Restoration
            ? new DatasetPair(name, task, a, b, SharpTruth.KindName, [], () => new SharpTruth()) { Tags = tags }
            : new DatasetPair(name, task, a, b, kind, files, truth) { Tags = tags };
    }

    private static (string Kind, IReadOnlyList<string> Files, Func<GroundTruth> Truth, TaskKind Task) TruthOf(string root, ListRow row)
    {
        string? points = Optional(root, row, "points"), mask = Optional(root, row, "occlusion");
        if (row["truth"] is { } text)
        {
            return text == UnrelatedTruth.KindName
                ? (text, [], () => new UnrelatedTruth(), TaskKind.Alignment)
                : throw new InputException($"{row.Where}: truth '{text}' is not '{UnrelatedTruth.KindName}'; other truths stand in columns of their own");
        }
        if (Optional(root, row, "homography") is { } h)
            return ("homography", Files(h, points), () => new HomographyTruth(TextTruth.ReadHomography(h), points is null ? [] : TextTruth.ReadPoints(points)), TaskKind.Alignment);
        if (points is not null)
            return ("points", [points], () => new PointsTruth(TextTruth.ReadPoints(points), Planar: true), TaskKind.Alignment);
        if (Optional(root, row, "scene_points") is { } scene)
            return ("scene-points", [scene], () => new PointsTruth(TextTruth.ReadPoints(scene), Planar: false), TaskKind.Alignment);
        if (Optional(root, row, "flow") is { } flow)
            return ("flow", Files(flow, mask), () => new FlowTruth(DenseTruth.ReadFlow(flow), mask is null ? null : DenseTruth.ReadMask(mask)), TaskKind.Alignment);
        if (Optional(root, row, "disparity") is { } disparity)
        {
            double scale = ScaleOf(row);
            return ("disparity", Files(disparity, mask), () => new DisparityTruth(DenseTruth.ReadDisparity(disparity, scale), mask is null ? null : DenseTruth.ReadMask(mask)), TaskKind.Stereo);
        }
        if (Optional(root, row, "overlap_a") is { } ofA)
        {
            string ofB = Required(root, row, "overlap_b");
            return ("overlap", [ofA, ofB], () => new OverlapTruth(DenseTruth.ReadMask(ofA), DenseTruth.ReadMask(ofB)), TaskKind.Overlap);
        }
        return (NoTruth.KindName, [], () => new NoTruth(), TaskKind.Alignment);
    }

    private static TaskKind TaskOf(ListRow row, TaskKind usual)
    {
        if (row["task"] is not { } given)
            return usual;
        string[] names = [.. Enum.GetNames<TaskKind>().Select(n => n.ToLowerInvariant())];
        return names.Contains(given.ToLowerInvariant())
            ? Enum.Parse<TaskKind>(given, ignoreCase: true)
            : throw new InputException($"{row.Where}: {NearestName.Message("task", given, names)}");
    }

    private static double ScaleOf(ListRow row) => row["disparity_scale"] is not { } text
        ? 256
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double scale) && scale > 0 && double.IsFinite(scale)
            ? scale
            : throw new InputException($"{row.Where}: disparity_scale '{text}' is not a number above 0");

    private static string Required(string root, ListRow row, string column) =>
        Optional(root, row, column) ?? throw new InputException($"{row.Where}: column '{column}' is missing or empty");

    private static string? Optional(string root, ListRow row, string column)
    {
        if (row[column] is not { } text)
            return null;
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new InputException($"{row.Where}: '{column}' holds a null character; it is no path")
            : Path.GetFullPath(Path.Combine(root, text));
    }

    private static string[] Files(string truth, string? other) => other is null ? [truth] : [truth, other];
}
