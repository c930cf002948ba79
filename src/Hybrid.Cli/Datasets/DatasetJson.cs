using System.Text.Json.Serialization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Datasets;

namespace Hybrid.Cli.Datasets;

/// <summary>What is known of datasets as JSON.</summary>
internal static partial class DatasetJson
{
    private static readonly DatasetJsonContext Generated = new(ResultJson.Options());

    /// <summary>Prints known datasets and layouts.</summary>
    public static void PrintList(TextWriter output, IReadOnlyList<CatalogueEntry> entries) => JsonOutput.Print(
        output,
        new Listing(
            [.. entries.Select(e => new Entry(e.Name, e.Layout, e.Content, e.Size, e.Licence, e.Source, DatasetText.IsInstalled(e)))],
            [.. DatasetLayouts.All.Select(l => new LayoutEntry(l.Name, l.Summary))]),
        Generated.Listing);

    /// <summary>Prints counts of a dataset.</summary>
    public static void PrintInfo(TextWriter output, IPairDataset dataset) => JsonOutput.Print(
        output,
        new Information(dataset.Name, dataset.Layout, dataset.Version, dataset.Pairs.Count,
            [.. DatasetText.Kinds(dataset).Select(k => new Kind(k.Key.Task.ToString().ToLowerInvariant(), k.Key.Truth, k.Count()))]),
        Generated.Information);

    /// <summary>Prints what a check found.</summary>
    public static void PrintProblems(TextWriter output, IPairDataset dataset, IReadOnlyList<DatasetProblem> problems) => JsonOutput.Print(
        output, new Report(dataset.Name, dataset.Pairs.Count, [.. problems.Select(p => new Problem(p.Pair, p.Message))]), Generated.Report);

    internal sealed record Listing(IReadOnlyList<Entry> Datasets, IReadOnlyList<LayoutEntry> Layouts);

    internal sealed record Entry(string Name, string Layout, string Content, string Size, string Licence, string Source, bool Installed);

    internal sealed record LayoutEntry(string Name, string Files);

    internal sealed record Information(string Name, string Layout, string Version, int Pairs, IReadOnlyList<Kind> Kinds);

    internal sealed record Kind(string Task, string Truth, int Pairs);

    internal sealed record Report(string Name, int Pairs, IReadOnlyList<Problem> Problems);

    internal sealed record Problem(string Pair, string Message);

    [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
    [JsonSerializable(typeof(Listing))]
    [JsonSerializable(typeof(Information))]
    [JsonSerializable(typeof(Report))]
    private sealed partial class DatasetJsonContext : JsonSerializerContext;
}
