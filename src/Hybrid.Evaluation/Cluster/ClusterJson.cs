using System.Text.Json.Serialization;

namespace Hybrid.Evaluation.Cluster;

/// <summary>How the files of a cluster run are written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, RespectNullableAnnotations = true, AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterPlan))]
[JsonSerializable(typeof(TaskAttempt))]
internal sealed partial class ClusterJson : JsonSerializerContext;
