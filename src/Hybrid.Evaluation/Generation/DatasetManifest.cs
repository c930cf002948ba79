using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hybrid.Evaluation.Generation;

/// <summary>Writes and recognises the <c>dataset.json</c> of generated datasets.</summary>
internal static partial class DatasetManifest
{
    private const string Generator = "hybrid datasets make";

    internal static string ToJson(int seed, EmbeddedDatasetOptions options, IReadOnlyList<GeneratedPair> pairs) =>
        JsonSerializer.Serialize(
            new Document(
                "embedded", EmbeddedDataset.Version, seed, Generator, "CC0-1.0", "Painted scenes photographed by a model camera, with exact ground truth.",
                [options.HomographySize.Width, options.HomographySize.Height], [options.DenseSize.Width, options.DenseSize.Height], options.JpegQuality, pairs),
            ManifestJson.Default.Document) + "\n";

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

    internal sealed record Document(
        string Name, string Version, int Seed, string Generator, string License, string Description, int[] HomographySize, int[] DenseSize, int JpegQuality,
        IReadOnlyList<GeneratedPair> Pairs);

    private sealed class TierName() : JsonStringEnumConverter<DatasetTier>(JsonNamingPolicy.SnakeCaseLower);

    [JsonSourceGenerationOptions(
        WriteIndented = true, IndentSize = 1, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(TierName)])]
    [JsonSerializable(typeof(Document))]
    private sealed partial class ManifestJson : JsonSerializerContext;
}
