using System.Globalization;
using Hybrid.Evaluation.Datasets;

namespace Hybrid.Cli.Datasets;

/// <summary>Prints what is known of datasets for people.</summary>
internal static class DatasetText
{
    /// <summary>Whether a dataset of the catalogue is on this machine.</summary>
    public static bool IsInstalled(CatalogueEntry entry) =>
        DatasetLocator.CatalogueFolder() is { } folder && Directory.Exists(Path.Combine(folder, entry.Name));

    /// <summary>The pairs of a dataset by task and ground truth.</summary>
    public static IEnumerable<IGrouping<(TaskKind Task, string Truth), DatasetPair>> Kinds(IPairDataset dataset) =>
        dataset.Pairs.GroupBy(p => (p.Task, p.TruthKind)).OrderBy(g => g.Key.Task).ThenBy(g => g.Key.TruthKind, StringComparer.Ordinal);

    /// <summary>Known datasets and layouts.</summary>
    public static void PrintList(TextWriter output, IReadOnlyList<CatalogueEntry> entries)
    {
        foreach (CatalogueEntry e in entries)
        {
            output.WriteLine($"{e.Name}{(IsInstalled(e) ? " (installed)" : "")}: {e.Content}");
            output.WriteLine($"    {e.Size}; {e.Licence}; {e.Source}");
        }
        output.WriteLine();
        output.WriteLine("Layouts recognised in any folder:");
        foreach (ILayout layout in DatasetLayouts.All)
            output.WriteLine($"    {layout.Name}: {layout.Summary}");
    }

    /// <summary>Counts of a dataset.</summary>
    public static void PrintInfo(TextWriter output, IPairDataset dataset)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}: {dataset.Pairs.Count} pairs, layout {dataset.Layout}, version {dataset.Version}"));
        foreach (var group in Kinds(dataset))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {group.Count(),6} {group.Key.Task.ToString().ToLowerInvariant()} with ground truth '{group.Key.Truth}', such as {group.First().Name}"));
    }

    /// <summary>What a check found.</summary>
    public static void PrintProblems(TextWriter output, IPairDataset dataset, IReadOnlyList<DatasetProblem> problems)
    {
        foreach (DatasetProblem problem in problems)
            output.WriteLine($"{problem.Pair}: {problem.Message}");
        output.WriteLine(problems.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}: {dataset.Pairs.Count} pairs, all readable and consistent")
            : string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}: {problems.Count} problems in {dataset.Pairs.Count} pairs"));
    }
}
