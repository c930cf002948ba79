using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// What <c>run.json</c> says of a run. What is missing there has its default, for which the accessors see: the generated
/// reader sets every property, those that the file lacks to null.
/// </summary>
public sealed record RunDescription
{
    /// <summary>Version of the program.</summary>
    public string Hybrid { get; init => field = value ?? ""; } = "";

    /// <summary><see cref="RunConfiguration.Hash"/>, for people to compare.</summary>
    public string ConfigHash { get; init => field = value ?? ""; } = "";

    /// <summary>What was run.</summary>
    public required RunConfiguration Config { get; init; }

    /// <summary>Which part of it, <c>i/N</c>.</summary>
    public string Shard { get; init => field = value ?? "1/1"; } = "1/1";

    /// <summary>Records that this part makes; null in folders of earlier versions and before the first start.</summary>
    public int? Records { get; init; }

    /// <summary>Where the datasets were, so that a report can show their images.</summary>
    public IReadOnlyList<string> Sources { get; init => field = value ?? []; } = [];

    /// <summary>Versions of what took part.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>The machine.</summary>
    public RunHost? Host { get; init; }

    /// <summary>When the run was begun.</summary>
    public string StartedUtc { get; init => field = value ?? ""; } = "";

    /// <summary>Describes a run that begins now, on this machine.</summary>
    /// <param name="configuration">What is run.</param>
    /// <param name="shard">Which part of it.</param>
    /// <param name="sources">Where the datasets are.</param>
    public static RunDescription Of(RunConfiguration configuration, Shard shard, IReadOnlyList<string> sources) => new()
    {
        Hybrid = RunConfiguration.ProductVersion(),
        ConfigHash = configuration.Hash,
        Config = configuration,
        Shard = shard.ToString(),
        Sources = [.. sources.Select(s => Directory.Exists(s) || File.Exists(s) ? Path.GetFullPath(s) : s)],
        Versions = Running.Versions.All(),
        Host = new RunHost(
            RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, Environment.ProcessorCount, Running.Versions.Cpu(),
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20),
        StartedUtc = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    /// <summary>The description as text, with a line feed at its end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, RunJson.Default.RunDescription) + "\n";

    /// <summary>Reads a description.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static RunDescription Parse(string json)
    {
        RunDescription run = JsonSerializer.Deserialize(json, RunJson.Default.RunDescription) ?? throw new JsonException("it is not an object");
        RunConfiguration c = run.Config;
        if (c.Datasets.Any(d => d is null || d.Pairs < 0) || c.Methods.Any(string.IsNullOrWhiteSpace) || run.Sources.Any(string.IsNullOrWhiteSpace) || run.Versions.Any(v => v.Value is null))
            throw new JsonException("an entry of a list is empty");
        if (c.Seeds < 1 || c.Limit < 0 || run.Records < 0)
            throw new JsonException("a count is below its least value");
        return run;
    }
}
