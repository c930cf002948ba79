using System.Text.Json.Serialization;

namespace Hybrid.Alignment;

/// <summary>Writes <c>alignment.json</c>.</summary>
public static partial class AlignmentJson
{
    private static readonly AlignmentJsonContext Generated = new(ResultJson.Options());

    /// <summary>The document as indented UTF-8.</summary>
    /// <param name="alignment">The result.</param>
    /// <param name="run">The run that made it; its images have the keys <c>a</c> and <c>b</c>.</param>
    public static byte[] ToUtf8(AlignmentResult alignment, RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        ArgumentNullException.ThrowIfNull(run);
        return ResultJson.ToUtf8(new AlignmentDocument(alignment, run), Generated.AlignmentDocument);
    }

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(AlignmentDocument))]
    private sealed partial class AlignmentJsonContext : JsonSerializerContext;
}
