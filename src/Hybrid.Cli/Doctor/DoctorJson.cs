using System.Text.Json.Serialization;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Doctor;

/// <summary>The doctor's report as JSON.</summary>
internal static partial class DoctorJson
{
    private static readonly DoctorJsonContext Generated = new(ResultJson.Options());

    /// <summary>Prints it.</summary>
    public static void Print(TextWriter output, IReadOnlyList<DoctorCheck> checks) => JsonOutput.Print(
        output,
        new Document(checks.All(c => c.State != DoctorState.Missing), [.. checks.Select(c => new Check(c.Name, State(c.State), c.Value, c.Remedy))]),
        Generated.Document);

    private static string State(DoctorState state) => state switch
    {
        DoctorState.Present => "ok",
        DoctorState.Optional => "optional",
        _ => "missing",
    };

    internal sealed record Document(bool Ok, IReadOnlyList<Check> Checks);

    internal sealed record Check(string Name, string State, string Value, string? Remedy);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class DoctorJsonContext : JsonSerializerContext;
}
