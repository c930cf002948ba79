using System.Text.Json.Serialization;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Bench;

/// <summary>Times as JSON.</summary>
internal static partial class BenchJson
{
    private static readonly BenchJsonContext Generated = new(ResultJson.Options());

    /// <summary>Prints them.</summary>
    public static void Print(TextWriter output, ImagePair pair, IReadOnlyList<BenchStage> stages, int rounds) => JsonOutput.Print(
        output,
        new Document(
            pair.Name, rounds, Environment.ProcessorCount,
            new OrderedDictionary<string, Times>(stages.Select(s => KeyValuePair.Create(s.Name, Of(s)))),
            Math.Round(PeakMemory.Megabytes(), 1),
            new OrderedDictionary<string, string>(Versions.All())),
        Generated.Document);

    private static Times Of(BenchStage stage) => new(
        stage.What, Math.Round(stage.Quantile(0.5), 3), Math.Round(stage.Quantile(0.25), 3), Math.Round(stage.Quantile(0.75), 3),
        Math.Round(stage.Quantile(0), 3), Math.Round(stage.Quantile(1), 3));

    internal sealed record Document(
        string Pair, int Rounds, int Cores, IReadOnlyDictionary<string, Times> StagesMs, double PeakMemoryMb, IReadOnlyDictionary<string, string> Versions);

    internal sealed record Times(string What, double Median, double Q25, double Q75, double Min, double Max);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(Document))]
    private sealed partial class BenchJsonContext : JsonSerializerContext;
}
