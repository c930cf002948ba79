using System.Text.Json.Serialization;

namespace Hybrid.Cli.Flow;

/// <summary>The flows of several frames as JSON.</summary>
internal static partial class FlowSummaryJson
{
    private static readonly FlowSummaryJsonContext Generated = new(ResultJson.Options());

    /// <summary>The document as indented UTF-8.</summary>
    public static byte[] ToUtf8(string method, IReadOnlyList<FramePair> pairs) => ResultJson.ToUtf8(
        new Document(
            pairs.All(p => p.IsOk) ? "ok" : "failed", method, pairs.Count, pairs.Count(p => !p.IsOk),
            [.. pairs.Select(p => new Part(p.Name, p.A, p.B, p.IsOk ? "ok" : "failed", p.Reason, p.MethodUsed, Math.Round(p.Known, 4), Math.Round(p.MedianPx, 3), Math.Round(p.Ms, 1)))]),
        Generated.Document);

    internal sealed record Document(string Status, string MethodRequested, int Pairs, int Failed, IReadOnlyList<Part> Frames);

    internal sealed record Part(string Folder, string A, string B, string Status, string Reason, string MethodUsed, double Known, double MedianPx, double Ms);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class FlowSummaryJsonContext : JsonSerializerContext;
}
