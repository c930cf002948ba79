using System.Text.Json.Serialization;

namespace Hybrid.Core;

/// <summary>What the reports of all commands on a pair have in common, in the order in which they end.</summary>
/// <param name="steps">Every step that was tried.</param>
/// <param name="run">The run.</param>
internal abstract class RunDocument(IReadOnlyList<ProvenanceStep> steps, RunRecord run)
{
    /// <summary>Every step that was tried.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<StepDocument> Fallbacks => [.. steps.Select(StepDocument.Of)];

    /// <summary>Wall-clock milliseconds by stage.</summary>
    [JsonPropertyOrder(2)]
    public IReadOnlyDictionary<string, double> TimingsMs =>
        new OrderedDictionary<string, double>(run.Timings.Select(t => KeyValuePair.Create(t.Key, ResultJson.Rounded(t.Value, 2))));

    /// <summary>The most memory that the process has held.</summary>
    [JsonPropertyOrder(3)]
    public double PeakMemoryMb { get; } = ResultJson.Rounded(PeakMemory.Megabytes(), 1);

    /// <summary>The images as read.</summary>
    [JsonPropertyOrder(4)]
    public IReadOnlyDictionary<string, ImageDocument> Images =>
        new OrderedDictionary<string, ImageDocument>(run.Images.Select(i => KeyValuePair.Create(i.Key, new ImageDocument(i.Path, i.Size.Width, i.Size.Height))));

    /// <summary>Seed of the random choices.</summary>
    [JsonPropertyOrder(5)]
    public int Seed => run.Seed;

    /// <summary>Versions by name.</summary>
    [JsonPropertyOrder(6)]
    public IReadOnlyDictionary<string, string> Versions => new OrderedDictionary<string, string>(run.Versions);
}
