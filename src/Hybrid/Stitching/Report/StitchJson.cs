using System.Text.Json.Serialization;

namespace Hybrid.Stitching.Report;

/// <summary>Writes <c>stitch.json</c>.</summary>
public static partial class StitchJson
{
    private static readonly StitchJsonContext Generated = new(ResultJson.Options());

    /// <summary>The document as indented UTF-8.</summary>
    /// <param name="result">The stitching.</param>
    /// <param name="files">The panoramas' files, of the first so many panoramas.</param>
    /// <param name="reviews">Reviews of the overlaps of each panorama; null where nobody looked.</param>
    public static byte[] ToUtf8(StitchResult result, IReadOnlyList<string> files, IReadOnlyList<IReadOnlyList<OverlapReview>>? reviews = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(files);
        return ResultJson.ToUtf8(new StitchDocument(result, files, reviews), Generated.StitchDocument);
    }

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(StitchDocument))]
    private sealed partial class StitchJsonContext : JsonSerializerContext;
}
