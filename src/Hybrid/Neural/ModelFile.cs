using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hybrid.Neural;

/// <summary>One file of a model, as its card has it.</summary>
public sealed record ModelFile
{
    /// <summary>File name inside the model's folder.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>Size in bytes.</summary>
    [JsonPropertyName("bytes")]
    public required long Bytes { get; init; }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    [JsonPropertyName("sha256")]
    public required string Sha256 { get; init; }

    /// <summary>What it computes.</summary>
    [JsonPropertyName("purpose")]
    public string Purpose { get; init; } = "";

    /// <summary>Of a graph: its outputs and their shapes; empty where the card does not say.</summary>
    [JsonPropertyName("outputs")]
    public IReadOnlyDictionary<string, JsonElement> Outputs { get; init; } = new Dictionary<string, JsonElement>();
}
