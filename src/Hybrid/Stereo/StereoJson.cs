using System.Text.Json.Serialization;

namespace Hybrid.Stereo;

/// <summary>Writes <c>stereo.json</c>.</summary>
public static partial class StereoJson
{
    private static readonly StereoJsonContext Generated = new(ResultJson.Options());

    /// <summary>The document as indented UTF-8.</summary>
    /// <param name="result">The result.</param>
    /// <param name="calibrated">The pair as its calibration rectified it; null without one.</param>
    /// <param name="bad">Errors against the truth; null without one.</param>
    /// <param name="run">The run that made it; its images have the keys <c>left</c> and <c>right</c>.</param>
    public static byte[] ToUtf8(StereoResult result, CalibratedPair? calibrated, BadPixels? bad, RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(run);
        return ResultJson.ToUtf8(new StereoDocument(result, calibrated, bad, run), Generated.StereoDocument);
    }

    /// <summary>Why the result is as it is, in kebab case.</summary>
    public static string Reason(StereoResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.IsOk || result.Findings.Count == 0 ? "none" : KebabCase.Of(result.Findings[0].Kind);
    }

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(StereoDocument))]
    private sealed partial class StereoJsonContext : JsonSerializerContext;
}
