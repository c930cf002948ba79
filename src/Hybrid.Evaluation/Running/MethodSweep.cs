using Hybrid.Alignment;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

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

    private sealed class File
    {
        [YamlMember(Alias = "methods")]
        public List<string> Methods { get; set; } = [];

        [YamlMember(Alias = "grids")]
        public List<Grid> Grids { get; set; } = [];
    }

    private sealed class Grid
    {
        [YamlMember(Alias = "method")]
        public string Method { get; set; } = "";

        [YamlMember(Alias = "options")]
        public Dictionary<string, List<string>> Options { get; set; } = [];
    }

    /// <summary>Reads a sweep.</summary>
    /// <exception cref="InputException">The file is not one; the message names the line.</exception>
    public static IReadOnlyList<MethodSpec> Read(string path)
    {
        File file;
        try
        {
            file = new DeserializerBuilder().Build().Deserialize<File>(Datasets.TextTruth.ReadText(path)) ?? new File();
        }
        catch (YamlException e)
        {
            throw new InputException($"{path}:{e.Start.Line}: is not a sweep of methods ({(e.InnerException?.Message ?? e.Message).Split('\n')[0]})", e);
        }
        List<MethodSpec> specs = [.. file.Methods.Select(MethodSpec.Parse), .. file.Grids.SelectMany(g => Expand(path, g))];
        return specs.Count == 0 ? throw new InputException($"{path}: names no method") : specs;
    }

    private static List<MethodSpec> Expand(string path, Grid grid)
    {
        List<MethodSpec> specs = [MethodSpec.Parse(grid.Method)];
        foreach ((string option, List<string> values) in grid.Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (values is null || values.Count == 0)
                throw new InputException($"{path}: option '{option}' of '{grid.Method}' has no values");
            specs = [.. specs.SelectMany(s => values.Select(v => s.With(option, v)))];
            if (specs.Count > MaxMethods)
                throw new InputException($"{path}: the grid of '{grid.Method}' makes more than {MaxMethods} methods");
        }
        return specs;
    }
}
