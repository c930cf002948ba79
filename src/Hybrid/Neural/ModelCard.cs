using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hybrid.Neural;

/// <summary>What a model's <c>model.json</c> says of it.</summary>
public sealed record ModelCard
{
    /// <summary>Name of the model and of its folder.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>What it is for: <c>cascade</c>, …</summary>
    [JsonPropertyName("task")]
    public required string Task { get; init; }

    /// <summary>Version of the weights.</summary>
    [JsonPropertyName("version")]
    public string Version { get; init; } = "";

    /// <summary>Licence of the weights.</summary>
    [JsonPropertyName("licence")]
    public string Licence { get; init; } = "";

    /// <summary>ONNX operator set.</summary>
    [JsonPropertyName("opset")]
    public int Opset { get; init; }

    /// <summary>Number of parameters.</summary>
    [JsonPropertyName("parameters")]
    public long Parameters { get; init; }

    /// <summary>How it wants its images.</summary>
    [JsonPropertyName("pixel")]
    public ModelPixel Pixel { get; init; } = new();

    /// <summary>Levels of a cascade, coarse to fine.</summary>
    [JsonPropertyName("levels")]
    public IReadOnlyList<ModelLevel> Levels { get; init; } = [];

    /// <summary>Whether a cascade can start by matching against all of B.</summary>
    [JsonPropertyName("global_matching")]
    public bool GlobalMatching { get; init; }

    /// <summary>How often the half-resolution correction runs.</summary>
    [JsonPropertyName("fine_passes")]
    public int FinePasses { get; init; }

    /// <summary>The files, with size and checksum.</summary>
    [JsonPropertyName("files")]
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>Reads a card.</summary>
    /// <param name="path">Path of a <c>model.json</c>.</param>
    /// <exception cref="InputException">It is missing or malformed.</exception>
    public static ModelCard Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelCard>(File.ReadAllBytes(path))
                ?? throw new InputException($"{path} is empty: get the model anew");
        }
        catch (JsonException e)
        {
            throw new InputException($"{path} is not a model card ({e.Message.Split('.')[0]}): get the model anew", e);
        }
        catch (IOException e)
        {
            throw new InputException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
