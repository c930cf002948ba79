using Hybrid.Evaluation.Formats;
using YamlDotNet.RepresentationModel;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Reads the rows of lists of pairs: CSV with a header, or YAML with a sequence of mappings under <c>pairs</c>.</summary>
internal static class ListReader
{
    private const string Header = "a,b,homography", Remedy = "'hybrid datasets template' prints a list to fill in";

    /// <summary>The rows of a CSV list.</summary>
    /// <exception cref="InputException">It is malformed; the message names the line, and what should stand on the first one.</exception>
    public static IReadOnlyList<ListRow> Csv(string path, char delimiter)
    {
        IReadOnlyList<CsvRow> lines = CsvText.Read(path, TextFile.Read(path), delimiter);
        if (lines.Count == 0)
            throw new InputException($"{path}: the list is empty; its first line names the columns: {Header}");
        string[] header = [.. lines[0].Fields.Select(f => f.ToLowerInvariant())];
        RequireHeader(path, lines[0], header, delimiter);
        var rows = new List<ListRow>();
        foreach (CsvRow line in lines.Skip(1))
        {
            if (line.Fields.Count != header.Length)
                throw new InputException($"{path}:{line.Line}: has {line.Fields.Count} fields, the header {header.Length}");
            rows.Add(new ListRow($"{path}:{line.Line}", header.Zip(line.Fields).Where(f => f.Second.Length > 0).ToDictionary(f => f.First, f => f.Second)));
        }
        return rows;
    }

    /// <summary>The rows of a YAML list.</summary>
    /// <exception cref="InputException">It is malformed; the message names the line.</exception>
    public static IReadOnlyList<ListRow> Yaml(string path)
    {
        YamlNode root = YamlText.Read(path, "a YAML list of pairs") ?? throw new InputException($"{path}: the list is empty; its first line is: pairs:");
        if (root is not YamlMappingNode mapping)
            throw new InputException($"{path}:{root.Start.Line}: the pairs must stand under a key; the first line is 'pairs:', and each pair below it begins with '  - a: '; {Remedy}");
        if (mapping.Children.FirstOrDefault(c => YamlText.Text(c.Key) == "pairs").Value is not YamlSequenceNode pairs)
            throw new InputException($"{path}: has no list under 'pairs'; the first line is 'pairs:', and each pair below it begins with '  - a: '; {Remedy}");
        return [.. pairs.Children.Select(n => Row(path, n))];
    }

    private static ListRow Row(string path, YamlNode node)
    {
        string where = $"{path}:{node.Start.Line}";
        if (node is not YamlMappingNode mapping)
            throw new InputException($"{where}: a pair is written as 'a: FILE' and 'b: FILE', one key a line");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = YamlText.Text(key) ?? throw new InputException($"{path}:{key.Start.Line}: a key is a word");
            if (YamlText.IsEmpty(value))
                continue;
            fields[name] = YamlText.Text(value) ?? throw new InputException($"{path}:{value.Start.Line}: '{name}' takes one value, not a list");
        }
        return new ListRow(where, fields);
    }

    private static void RequireHeader(string path, CsvRow first, string[] header, char delimiter)
    {
        string right = Header.Replace(',', delimiter);
        if (!Array.Exists(header, ListColumn.Names.Contains))
        {
            char? other = new[] { ';', '\t', ',' }.Where(c => c != delimiter && header.Length == 1 && header[0].Contains(c, StringComparison.Ordinal)).Select(c => (char?)c).FirstOrDefault();
            throw new InputException(other is { } found
                ? $"{path}:{first.Line}: its fields are separated by '{(found == '\t' ? "\\t" : found)}', those of a {Path.GetExtension(path)} list by '{(delimiter == '\t' ? "\\t" : delimiter)}'; the first line names the columns: {right}; {Remedy}"
                : $"{path}:{first.Line}: the first line must name the columns: {right}; {Remedy}");
        }
        foreach (string name in header.Where(h => !ListColumn.Names.Contains(h)))
            throw new InputException($"{path}:{first.Line}: {NearestName.Message("column", name, ListColumn.Names)}");
        if (header.Distinct().Count() < header.Length)
            throw new InputException($"{path}:{first.Line}: a column stands twice");
    }
}
