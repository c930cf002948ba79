using System.Text.Json.Serialization;

namespace Hybrid.Alignment;

/// <summary>Writes <c>flow.json</c>.</summary>
public static partial class FlowJson
{
    private static readonly FlowJsonContext Generated = new(ResultJson.Options());

    /// <summary>The document as indented UTF-8.</summary>
    /// <param name="result">The result.</param>
    /// <param name="run">The run that made it; its images have the keys <c>a</c> and <c>b</c>.</param>
    public static byte[] ToUtf8(FlowResult result, RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(run);
        return ResultJson.ToUtf8(new FlowDocument(result, run), Generated.FlowDocument);
    }

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(FlowDocument))]
    private sealed partial class FlowJsonContext : JsonSerializerContext;
}
