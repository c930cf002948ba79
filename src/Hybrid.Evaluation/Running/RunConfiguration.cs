using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// Everything that results depend on, and its hash: results of different configurations are never mixed in one folder.
/// The shard and the number of threads are not part of it.
/// </summary>
public sealed record RunConfiguration
{
    /// <summary>The datasets, in the order given.</summary>
    public required IReadOnlyList<RunDataset> Datasets { get; init; }

    /// <summary>Canonical specs of the methods, in the order of tables.</summary>
    public required IReadOnlyList<string> Methods { get; init; }

    /// <summary>First seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Number of seeds.</summary>
    public required int Seeds { get; init; }

    /// <summary>The first so many pairs of each dataset; 0 means all.</summary>
    public int Limit { get; init; }

    /// <summary>Length of the shorter side that images are resized to, px; null where they are as stored.</summary>
    public int? ShortSide { get; init; }

    /// <summary>Limits of memory and time for a pair, as <c>4096 MB, 60 s</c>; null for none.</summary>
    public string? Limits { get; init; }

    /// <summary>How much of each answer is kept.</summary>
    public string Keep { get; init => field = value ?? ""; } = "";

    /// <summary>Fingerprint of the networks, where another folder than the program's was named.</summary>
    public string Models { get; init => field = value ?? ""; } = "";

    /// <summary>Identity of the program's code.</summary>
    public string Build { get; init => field = value ?? ""; } = "";

    /// <summary>16 hexadecimal digits of the SHA-256 of all this.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Default.RunConfiguration)))[..16];

    /// <summary>Describes a run that is to be made.</summary>
    public static RunConfiguration Of(IReadOnlyList<IPairDataset> datasets, RunSettings settings) => new()
    {
        Datasets = [.. datasets.Select(d => new RunDataset(d.Name, d.Layout, d.Version, settings.Limit > 0 ? Math.Min(settings.Limit, d.Pairs.Count) : d.Pairs.Count))],
        Methods = [.. settings.Methods.Select(m => m.ToString())],
        Seed = settings.Seed,
        Seeds = settings.Seeds,
        Limit = settings.Limit,
        ShortSide = settings.ShortSide > 0 ? settings.ShortSide : null,
        Limits = settings.Isolation?.Limits,
        Keep = KebabCase.Of(settings.Keep),
        Models = settings.ModelFolder is { } folder && Directory.Exists(folder) ? ModelFingerprint(folder) : "default",
        Build = BuildId(),
    };

    /// <summary>The names of the parts in which two configurations differ.</summary>
    public IReadOnlyList<string> DifferencesFrom(RunConfiguration other)
    {
        using JsonDocument own = Document(this), others = Document(other);
        var parts = others.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        return [.. own.RootElement.EnumerateObject().Where(p => !parts.TryGetValue(p.Name, out JsonElement value) || !JsonElement.DeepEquals(p.Value, value)).Select(p => p.Name)];
    }

    /// <summary>Version and git hash of this build.</summary>
    public static string ProductVersion() =>
        typeof(RunConfiguration).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static JsonDocument Document(RunConfiguration configuration) => JsonSerializer.SerializeToDocument(configuration, RunJson.Default.RunConfiguration);

    /// <summary>Module ids, which deterministic builds derive from the code: another code, another id.</summary>
    private static string BuildId() =>
        (typeof(AlignmentResult).Module.ModuleVersionId.ToString("N")[..8] + typeof(RunConfiguration).Module.ModuleVersionId.ToString("N")[..8]).ToLower(CultureInfo.InvariantCulture);

    private static string ModelFingerprint(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using FileStream stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
