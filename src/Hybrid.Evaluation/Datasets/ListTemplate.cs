using System.Globalization;
using System.Text;
using Hybrid.Evaluation.Formats;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Lists of pairs to fill in: every column with its meaning, and a pair of every kind of truth.</summary>
public static class ListTemplate
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Examples =
    [
        Row(("name", "wall"), ("a", "wall/1.png"), ("b", "wall/2.png"), ("homography", "wall/H_1_2.txt"), ("tags", "planar")),
        Row(("name", "poster"), ("a", "poster/1.jpg"), ("b", "poster/2.jpg"), ("points", "poster/points_1_2.txt")),
        Row(("name", "street"), ("a", "street/1.jpg"), ("b", "street/2.jpg"), ("scene_points", "street/points_1_2.txt")),
        Row(("name", "walker"), ("a", "walker/1.png"), ("b", "walker/2.png"), ("flow", "walker/flow_1_2.flo"), ("occlusion", "walker/occ_1_2.png")),
        Row(("name", "desk"), ("a", "desk/left.png"), ("b", "desk/right.png"), ("task", "stereo"), ("disparity", "desk/disp.png"), ("disparity_scale", "256")),
        Row(("name", "unrelated"), ("a", "wall/1.png"), ("b", "poster/1.jpg"), ("truth", "none")),
        Row(("name", "corner"), ("a", "corner/1.jpg"), ("b", "corner/2.jpg"), ("overlap_a", "corner/overlap_1.png"), ("overlap_b", "corner/overlap_2.png")),
        Row(("name", "shaken"), ("a", "shaken/blurred.png"), ("b", "shaken/sharp.png"), ("task", "restoration")),
        Row(("name", "valley"), ("a", "valley/1.jpg"), ("b", "valley/2.jpg"), ("task", "stitching")),
    ];

    /// <summary>The template as CSV; comments explain the columns.</summary>
    public static string Csv()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        foreach (ListColumn column in ListColumn.All)
            text.WriteLine($"# {column.Name}: {column.Meaning}");
        using (var csv = CsvText.Writer(text))
        {
            csv.WriteRecord([.. ListColumn.Names]);
            foreach (IReadOnlyDictionary<string, string> row in Examples)
                csv.WriteRecord([.. ListColumn.Names.Select(n => row.GetValueOrDefault(n, ""))]);
        }
        return text.ToString();
    }

    /// <summary>The template as YAML.</summary>
    public static string Yaml()
    {
        var text = new StringBuilder();
        foreach (ListColumn column in ListColumn.All)
            text.Append(CultureInfo.InvariantCulture, $"# {column.Name}: {column.Meaning}\n");
        text.Append("pairs:\n");
        foreach (IReadOnlyDictionary<string, string> row in Examples)
        {
            string indent = "  - ";
            foreach (string name in ListColumn.Names.Where(row.ContainsKey))
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}{name}: {row[name]}\n");
                indent = "    ";
            }
        }
        return text.ToString();
    }

    private static Dictionary<string, string> Row(params (string Column, string Value)[] fields) => fields.ToDictionary(f => f.Column, f => f.Value);
}
