using System.Text.Json.Serialization;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Methods;

/// <summary>Methods as JSON.</summary>
internal static partial class MethodsJson
{
    private static readonly MethodsJsonContext Generated = new(ResultJson.Options());

    /// <summary>Prints methods with their options.</summary>
    public static void Print(TextWriter output, IReadOnlyList<MethodKind> kinds) => JsonOutput.Print(
        output, new Document([.. kinds.Select(k => new Kind(k.Name, k.Commands.Split(", "), k.Default, [.. k.Methods.Select(Of)]))]), Generated.Document);

    private static Method Of(MethodDescription method) => new(method.Name, method.Summary, [.. method.Options.Select(o => new Part(
        o.Name, o.Values, o.DefaultText, o.Help, [.. o.Conditions.Select(c => c.ToString())], o.FormerNames))]);

    internal sealed record Document(IReadOnlyList<Kind> Kinds);

    internal sealed record Kind(string Name, IReadOnlyList<string> Commands, string Default, IReadOnlyList<Method> Methods);

    internal sealed record Method(string Name, string Summary, IReadOnlyList<Part> Options);

    internal sealed record Part(string Name, string Values, string Default, string Help, IReadOnlyList<string> ReadWith, IReadOnlyList<string> FormerNames);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class MethodsJsonContext : JsonSerializerContext;
}
