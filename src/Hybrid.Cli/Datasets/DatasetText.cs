using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Evaluation.Datasets;

namespace Hybrid.Cli.Datasets;

/// <summary>Prints what is known of datasets.</summary>
internal static class DatasetText
{
    /// <summary>Known datasets and layouts.</summary>
    public static void List(TextWriter output, IReadOnlyList<CatalogueEntry> entries, bool json)
    {
        bool Installed(CatalogueEntry e) => DatasetLocator.CatalogueFolder() is { } folder && Directory.Exists(Path.Combine(folder, e.Name));
        if (json)
        {
            JsonOutput.Print(output, w =>
            {
                w.WriteStartArray("datasets");
                foreach (CatalogueEntry e in entries)
                {
                    w.WriteStartObject();
                    w.WriteString("name", e.Name);
                    w.WriteString("layout", e.Layout);
                    w.WriteString("content", e.Content);
                    w.WriteString("size", e.Size);
                    w.WriteString("licence", e.Licence);
                    w.WriteString("source", e.Source);
                    w.WriteBoolean("installed", Installed(e));
                    w.WriteEndObject();
                }
                w.WriteEndArray();
                w.WriteStartArray("layouts");
                foreach (ILayout layout in DatasetLayouts.All)
                {
                    w.WriteStartObject();
                    w.WriteString("name", layout.Name);
                    w.WriteString("files", layout.Summary);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            });
            return;
        }
        foreach (CatalogueEntry e in entries)
        {
            output.WriteLine($"{e.Name}{(Installed(e) ? " (installed)" : "")}: {e.Content}");
            output.WriteLine($"    {e.Size}; {e.Licence}; {e.Source}");
        }
        output.WriteLine();
        output.WriteLine("Layouts recognised in any folder:");
        foreach (ILayout layout in DatasetLayouts.All)
            output.WriteLine($"    {layout.Name}: {layout.Summary}");
    }

    /// <summary>Counts of a dataset.</summary>
    public static void Info(TextWriter output, IPairDataset dataset, bool json)
    {
        var counts = dataset.Pairs.GroupBy(p => (p.Task, p.TruthKind)).OrderBy(g => g.Key.Task).ThenBy(g => g.Key.TruthKind, StringComparer.Ordinal).ToList();
        if (json)
        {
            JsonOutput.Print(output, w =>
            {
                w.WriteString("name", dataset.Name);
                w.WriteString("layout", dataset.Layout);
                w.WriteString("version", dataset.Version);
                w.WriteNumber("pairs", dataset.Pairs.Count);
                w.WriteStartArray("kinds");
                foreach (var group in counts)
                {
                    w.WriteStartObject();
                    w.WriteString("task", group.Key.Task.ToString().ToLowerInvariant());
                    w.WriteString("truth", group.Key.TruthKind);
                    w.WriteNumber("pairs", group.Count());
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            });
            return;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}: {dataset.Pairs.Count} pairs, layout {dataset.Layout}, version {dataset.Version}"));
        foreach (var group in counts)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {group.Count(),6} {group.Key.Task.ToString().ToLowerInvariant()} with ground truth '{group.Key.TruthKind}', such as {group.First().Name}"));
    }

    /// <summary>What a check found.</summary>
    public static void Problems(TextWriter output, IPairDataset dataset, IReadOnlyList<DatasetProblem> problems, bool json)
    {
        if (json)
        {
            JsonOutput.Print(output, w =>
            {
                w.WriteString("name", dataset.Name);
                w.WriteNumber("pairs", dataset.Pairs.Count);
                w.WriteStartArray("problems");
                foreach (DatasetProblem problem in problems)
                {
                    w.WriteStartObject();
                    w.WriteString("pair", problem.Pair);
                    w.WriteString("message", problem.Message);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            });
            return;
        }
        foreach (DatasetProblem problem in problems)
            output.WriteLine($"{problem.Pair}: {problem.Message}");
        output.WriteLine(problems.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}: {dataset.Pairs.Count} pairs, all readable and consistent")
            : string.Create(CultureInfo.InvariantCulture, $"{dataset.Name}: {problems.Count} problems in {dataset.Pairs.Count} pairs"));
    }
}
