using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hybrid.Evaluation.Generation;

/// <summary>Writes and recognises the <c>dataset.json</c> of generated datasets.</summary>
internal static class DatasetManifest
{
    private const string Generator = "hybrid datasets make";

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    internal static string ToJson(int seed, EmbeddedDatasetOptions options, IReadOnlyList<GeneratedPair> pairs) =>
        JsonSerializer.Serialize(new
        {
            Name = "embedded",
            EmbeddedDataset.Version,
            Seed = seed,
            Generator,
            License = "CC0-1.0",
            Description = "Painted scenes photographed by a model camera, with exact ground truth.",
            HomographySize = new[] { options.HomographySize.Width, options.HomographySize.Height },
            DenseSize = new[] { options.DenseSize.Width, options.DenseSize.Height },
            options.JpegQuality,
            Pairs = pairs,
        }, s_json) + "\n";

    /// <summary>Whether a folder holds a dataset of this generator, so that it may be replaced.</summary>
    internal static bool IsGenerated(string folder)
    {
        string file = Path.Combine(folder, "dataset.json");
        if (!File.Exists(file))
            return false;
        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
            return json.RootElement.TryGetProperty("generator", out JsonElement generator) && generator.GetString() == Generator;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
