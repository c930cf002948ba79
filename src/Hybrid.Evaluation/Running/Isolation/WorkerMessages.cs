using System.Text.Json.Serialization;

namespace Hybrid.Evaluation.Running.Isolation;

/// <summary>
/// What runner and worker say to each other, a line each. The runner: a <see cref="WorkerStart"/>, then <see cref="WorkerJob"/>s. The
/// worker: <see cref="Ready"/>; for each job <see cref="Prepared"/> with the record of a failure, for the case that nothing follows, then
/// <see cref="Done"/> with the record; or <see cref="Refused"/> with a message about the input. Other lines are a library's and mean nothing.
/// </summary>
internal static class WorkerMessages
{
    public const string Ready = "hybrid-worker ready";

    public const string Prepared = "hybrid-worker prepared ";

    public const string Done = "hybrid-worker done ";

    public const string Refused = "hybrid-worker refused ";
}

/// <summary>What a worker must know before its first job.</summary>
internal sealed record WorkerStart(RunConfiguration Config, IReadOnlyList<string> Sources, string? Models, string Folder);

/// <summary>One pair for one method.</summary>
internal sealed record WorkerJob(string Pair, string Method, int Seed);

/// <summary>How they are written, a line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WorkerStart))]
[JsonSerializable(typeof(WorkerJob))]
internal sealed partial class WorkerJson : JsonSerializerContext;
