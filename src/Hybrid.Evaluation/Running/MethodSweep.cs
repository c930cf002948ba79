using Hybrid.Alignment;
using YamlDotNet.RepresentationModel;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// Methods from a YAML file: a sequence <c>methods</c> of specs, and a sequence <c>grids</c> of mappings with <c>method</c> (a
/// spec) and <c>options</c> (lists of values by option), every combination of which becomes a method.
/// </summary>
/// <example><code>
/// methods: [control]
/// grids:
///   - method: classic
///     options:
///       features: [sift, orb]
///       ratio: [0.7, 0.8]
/// </code></example>
public static class MethodSweep
{
    private const int MaxMethods = 1000;

    /// <summary>Reads a sweep.</summary>
    /// <exception cref="InputException">The file is not one; the message names the line.</exception>
    public static IReadOnlyList<MethodSpec> Read(string path)
    {
        YamlNode root = YamlText.Read(path, "a sweep of methods") ?? throw new InputException($"{path}: names no method");
        if (root is not YamlMappingNode mapping)
            throw new InputException($"{path}:{root.Start.Line}: a sweep has the keys 'methods' and 'grids'");
        List<MethodSpec> specs = [];
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (YamlText.IsEmpty(value))
                continue;
            switch (YamlText.Text(key))
            {
                case "methods":
                    specs.AddRange(Items(path, value).Select(n => MethodSpec.Parse(Word(path, n))));
                    break;
                case "grids":
                    specs.AddRange(Items(path, value).SelectMany(n => Expand(path, n)));
                    break;
                default:
                    throw new InputException($"{path}:{key.Start.Line}: {NearestName.Message("key", YamlText.Text(key) ?? "", ["methods", "grids"])}");
            }
        }
        return specs.Count == 0 ? throw new InputException($"{path}: names no method") : specs;
    }

    private static List<MethodSpec> Expand(string path, YamlNode node)
    {
        if (node is not YamlMappingNode grid || grid.Children.FirstOrDefault(c => YamlText.Text(c.Key) == "method").Value is not { } method)
            throw new InputException($"{path}:{node.Start.Line}: a grid has the keys 'method' and 'options'");
        List<MethodSpec> specs = [MethodSpec.Parse(Word(path, method))];
        string name = specs[0].Name;
        foreach ((YamlNode key, YamlNode value) in Options(path, grid).OrderBy(o => YamlText.Text(o.Key), StringComparer.Ordinal))
        {
            string option = Word(path, key);
            string[] values = [.. Items(path, value).Select(v => Word(path, v))];
            if (values.Length == 0)
                throw new InputException($"{path}:{key.Start.Line}: option '{option}' of '{name}' has no values");
            if (specs.Count * (long)values.Length > MaxMethods)
                throw new InputException($"{path}: the grid of '{name}' makes more than {MaxMethods} methods");
            specs = [.. specs.SelectMany(s => values.Select(v => s.With(option, v)))];
        }
        return specs;
    }

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Options(string path, YamlMappingNode grid)
    {
        YamlNode? options = grid.Children.FirstOrDefault(c => YamlText.Text(c.Key) == "options").Value;
        return options switch
        {
            null => [],
            YamlMappingNode mapping => mapping.Children,
            _ when YamlText.IsEmpty(options) => [],
            _ => throw new InputException($"{path}:{options.Start.Line}: the options of a grid are lists of values by name"),
        };
    }

    private static IList<YamlNode> Items(string path, YamlNode node) =>
        node is YamlSequenceNode items ? items.Children : throw new InputException($"{path}:{node.Start.Line}: a list stands there: [a, b]");

    private static string Word(string path, YamlNode node) =>
        YamlText.Text(node) ?? throw new InputException($"{path}:{node.Start.Line}: a word or a number stands there");
}
