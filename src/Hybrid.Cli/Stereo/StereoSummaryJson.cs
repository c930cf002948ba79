using System.Text.Json.Serialization;

namespace Hybrid.Cli.Stereo;

/// <summary>The results of several pairs as JSON.</summary>
internal static partial class StereoSummaryJson
{
    private static readonly StereoSummaryJsonContext Generated = new(ResultJson.Options());

    /// <summary>The document as indented UTF-8.</summary>
    public static byte[] ToUtf8(string method, IReadOnlyList<StereoOutcome> pairs) => ResultJson.ToUtf8(
        new Document(pairs.All(p => p.IsOk) ? "ok" : "failed", method, pairs.Count, pairs.Count(p => !p.IsOk), [.. pairs.Select(Of)]), Generated.Document);

    private static Part Of(StereoOutcome p) => new(
        p.Names.Name, p.Names.Left, p.Names.Right, p.IsOk ? "ok" : "failed", p.Reason, p.Text, p.MethodUsed, Math.Round(p.Fill, 4), Math.Round(p.Confidence, 4),
        p.Bad is null ? null : Math.Round(p.Bad.Bad2, 5), Math.Round(p.Ms, 1));

    internal sealed record Document(string Status, string MethodRequested, int Pairs, int Failed, IReadOnlyList<Part> Results);

    internal sealed record Part(
        string Folder, string Left, string Right, string Status, string Reason, string Text, string MethodUsed, double Fill, double Confidence,
        [property: JsonPropertyName("bad2_all"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Bad2, double Ms);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class StereoSummaryJsonContext : JsonSerializerContext;
}
