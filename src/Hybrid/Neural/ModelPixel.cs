using System.Text.Json.Serialization;

namespace Hybrid.Neural;

/// <summary>How a model wants its images, as its card has it.</summary>
public sealed record ModelPixel
{
    /// <summary>Width and height must be multiples of this.</summary>
    [JsonPropertyName("multiple_of")]
    public int MultipleOf { get; init; } = 1;
}
