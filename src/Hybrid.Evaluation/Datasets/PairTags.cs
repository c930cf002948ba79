using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hybrid.Evaluation.Datasets;

/// <summary>The tags of generated pairs, from the <c>dataset.json</c> at the root of their dataset.</summary>
internal static partial class PairTags
{
    private const string ManifestFile = "dataset.json";

    /// <summary>Tags by name of the pair; empty where the folder has no manifest or its pairs no tags.</summary>
    /// <exception cref="InputException">The manifest is damaged.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string folder)
    {
        string file = Path.Combine(folder, ManifestFile);
        if (!File.Exists(file))
            return new Dictionary<string, IReadOnlyList<string>>();
        try
        {
            Manifest manifest = JsonSerializer.Deserialize(TextFile.Read(file), Json.Default.Manifest) ?? new Manifest();
            var tags = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (ManifestPair? pair in manifest.Pairs ?? [])
            {
                if (pair is { Name: { } name, Tags: { } words })
                    tags[name] = [.. words.Where(w => !string.IsNullOrWhiteSpace(w) && !w.Any(char.IsWhiteSpace)).Select(w => w!)];
            }
            return tags;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InputException($"{file}: is damaged ({e.Message.Split('\n')[0].TrimEnd('.', '\r')})", e);
        }
    }

    internal sealed record Manifest
    {
        public ManifestPair?[]? Pairs { get; init; }
    }

    internal sealed record ManifestPair
    {
        public string? Name { get; init; }

        public string?[]? Tags { get; init; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Manifest))]
    private sealed partial class Json : JsonSerializerContext;
}
