using System.Text.Json.Serialization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Neural;

namespace Hybrid.Cli.Models;

/// <summary>Models as JSON.</summary>
internal static partial class ModelJson
{
    private static readonly ModelJsonContext Generated = new(ResultJson.Options());

    /// <summary>Prints all models.</summary>
    public static void PrintList(TextWriter output, IReadOnlyList<ModelFolder> models) =>
        JsonOutput.Print(output, new Listing([.. models.Select(Of)]), Generated.Listing);

    /// <summary>Prints one model.</summary>
    public static void PrintInfo(TextWriter output, ModelFolder model) => JsonOutput.Print(output, Of(model), Generated.Model);

    /// <summary>Prints what a check found.</summary>
    public static void PrintChecks(TextWriter output, IReadOnlyList<(string Name, IReadOnlyList<string> Problems)> checks) => JsonOutput.Print(
        output, new Report(checks.All(c => c.Problems.Count == 0), [.. checks.Select(c => new Checked(c.Name, c.Problems))]), Generated.Report);

    private static Model Of(ModelFolder m) => new(
        m.Card.Name, m.Card.Version, m.Card.Task, m.Card.Licence, m.Card.Parameters, m.Card.Files.Sum(f => f.Bytes), m.Path,
        [.. m.Card.Files.Select(f => new Part(f.Name, f.Bytes, f.Sha256, f.Purpose))]);

    internal sealed record Listing(IReadOnlyList<Model> Models);

    internal sealed record Model(string Name, string Version, string Task, string Licence, long Parameters, long Bytes, string Folder, IReadOnlyList<Part> Files);

    internal sealed record Part(string Name, long Bytes, string Sha256, string Purpose);

    internal sealed record Report(bool Ok, IReadOnlyList<Checked> Models);

    internal sealed record Checked(string Name, IReadOnlyList<string> Problems);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(Listing))]
    [JsonSerializable(typeof(Report))]
    private sealed partial class ModelJsonContext : JsonSerializerContext;
}
