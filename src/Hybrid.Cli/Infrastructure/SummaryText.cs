using System.Globalization;
using System.Text;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Summaries;
using Spectre.Console;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Prints a summary: a table a person reads, or the JSON of the contract.</summary>
internal static class SummaryText
{
    /// <summary>Prints the one or the other.</summary>
    public static void Show(TextWriter output, RunSummary summary, string? folder, bool json)
    {
        if (json)
            PrintJson(output, summary);
        else
            Print(output, summary, folder);
    }

    /// <summary>Prints headline figures, what follows from them, and where the rest is.</summary>
    private static void Print(TextWriter output, RunSummary summary, string? folder)
    {
        IAnsiConsole console = Console(output);
        Table(console, $"{summary.Dataset}: {summary.N} pairs", summary.Methods);
        if (summary.Tiers.Count > 1)
        {
            foreach ((string tier, var methods) in summary.Tiers)
                Table(console, $"{tier}: {methods.Max(m => m.Value.N)} pairs", methods);
        }
        foreach ((string family, var methods) in summary.Families)
            Table(console, $"{family}: {methods.Max(m => m.Value.N)} images", methods);
        foreach (string verdict in summary.Verdicts)
            output.WriteLine(verdict);
        if (folder is not null)
            output.WriteLine($"written: {Path.Combine(folder, "summary.json")}, {Path.Combine(folder, "report.html")}");
    }

    /// <summary>Prints the JSON.</summary>
    private static void PrintJson(TextWriter output, RunSummary summary)
    {
        using var stream = new MemoryStream();
        SummaryWriter.WriteJson(stream, summary);
        output.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private static IAnsiConsole Console(TextWriter output)
    {
        output = PrintableWriter.Unwrapped(output);
        bool plain = output != System.Console.Out || System.Console.IsOutputRedirected;
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) };
        if (plain)
            settings.Ansi = AnsiSupport.No;
        IAnsiConsole console = AnsiConsole.Create(settings);
        // Redirected output would be folded at 80 columns otherwise.
        if (plain)
            console.Profile.Width = 240;
        return console;
    }

    private static void Table(IAnsiConsole console, string title, IReadOnlyList<KeyValuePair<string, MethodSummary>> methods)
    {
        string[] metrics = [.. MetricCatalogue.Headline.Where(m => methods.Any(x => x.Value.Metrics.ContainsKey(m)))];
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(Terminal.OneLine(title)), Style.Plain) };
        table.AddColumn("method");
        foreach (string column in new[] { "failed" }.Concat(metrics).Concat(["ms", "p95 ms", "peak MB"]))
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach ((string name, MethodSummary m) in methods)
        {
            table.AddRow([
                Markup.Escape(name),
                m.Failures.ToString("0.#", CultureInfo.InvariantCulture),
                .. metrics.Select(metric => m.Metrics.TryGetValue(metric, out double value) ? Figure(metric, value) : ""),
                m.MedianMilliseconds.ToString("0", CultureInfo.InvariantCulture),
                m.P95Milliseconds.ToString("0", CultureInfo.InvariantCulture),
                m.PeakMegabytes.ToString("0", CultureInfo.InvariantCulture),
            ]);
        }
        console.Write(table);
    }

    private static string Figure(string metric, double value) => MetricCatalogue.Info(metric).Unit switch
    {
        "fraction" => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + "%",
        "count" => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
