using System.Text.Json.Serialization;

namespace Hybrid.Neural;

/// <summary>A level of a cascade and its default iterations.</summary>
public sealed record ModelLevel
{
    /// <summary>One cell is so many pixels wide.</summary>
    [JsonPropertyName("level")]
    public required int Level { get; init; }

    /// <summary>Graphs to run one after the other, one an iteration.</summary>
    [JsonPropertyName("update")]
    public required IReadOnlyList<string> Update { get; init; }
}
