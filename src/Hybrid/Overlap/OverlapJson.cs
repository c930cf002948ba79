using System.Text.Json.Serialization;

namespace Hybrid.Overlap;

/// <summary>Writes <c>overlap.json</c>.</summary>
public static partial class OverlapJson
{
    private static readonly OverlapJsonContext Generated = new(ResultJson.Options());

    /// <summary>The document as indented UTF-8.</summary>
    /// <param name="masks">The result.</param>
    /// <param name="run">The run that made it; its images have the keys <c>a</c> and <c>b</c>.</param>
    public static byte[] ToUtf8(OverlapResult masks, RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(run);
        return ResultJson.ToUtf8(new OverlapDocument(masks, run), Generated.OverlapDocument);
    }

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(OverlapDocument))]
    private sealed partial class OverlapJsonContext : JsonSerializerContext;
}
