using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Running;

/// <summary>
/// Everything that results depend on, and its hash: results of different configurations are never mixed in one folder.
/// The shard and the number of threads are not part of it.
/// </summary>
public sealed class RunConfiguration
{
    private RunConfiguration(JsonObject content)
    {
        Content = content;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString())))[..16];
    }

    /// <summary>The configuration as it stands in <c>run.json</c>.</summary>
    public JsonObject Content { get; }

    /// <summary>16 hexadecimal digits of its SHA-256.</summary>
    public string Hash { get; }

    /// <summary>Describes a run that is to be made.</summary>
    public static RunConfiguration Of(IReadOnlyList<IPairDataset> datasets, RunSettings settings)
    {
        var list = new JsonArray();
        foreach (IPairDataset dataset in datasets)
        {
            list.Add((JsonNode)new JsonObject
            {
                ["name"] = dataset.Name,
                ["layout"] = dataset.Layout,
                ["version"] = dataset.Version,
                ["pairs"] = settings.Limit > 0 ? Math.Min(settings.Limit, dataset.Pairs.Count) : dataset.Pairs.Count,
            });
        }
        return new RunConfiguration(new JsonObject
        {
            ["datasets"] = list,
            ["methods"] = new JsonArray([.. settings.Methods.Select(m => (JsonNode)m.ToString())]),
            ["seed"] = settings.Seed,
            ["seeds"] = settings.Seeds,
            ["limit"] = settings.Limit,
            ["keep"] = KebabCase.Of(settings.Keep),
            ["models"] = settings.ModelFolder is { } folder && Directory.Exists(folder) ? ModelFingerprint(folder) : "default",
            ["build"] = BuildId(),
        });
    }

    /// <summary>Reads the configuration out of a <c>run.json</c>.</summary>
    /// <exception cref="JsonException">It holds none.</exception>
    public static RunConfiguration Parse(JsonObject run) =>
        run["config"] is JsonObject config ? new RunConfiguration((JsonObject)config.DeepClone()) : throw new JsonException("there is no 'config'");

    /// <summary>The names of the parts in which two configurations differ.</summary>
    public IReadOnlyList<string> DifferencesFrom(RunConfiguration other) =>
        [.. Content.Select(p => p.Key).Union(other.Content.Select(p => p.Key)).Where(key => !JsonNode.DeepEquals(Content[key], other.Content[key]))];

    /// <summary>Version and git hash of this build.</summary>
    public static string ProductVersion() =>
        typeof(RunConfiguration).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

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
