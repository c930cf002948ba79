using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Summaries;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Report;

/// <summary>Writes one self-contained page: data, styles, the plot library (uPlot) and the script are all inside.</summary>
public static partial class HtmlReport
{
    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The results.</param>
    /// <param name="folders">The run folders that they are of.</param>
    /// <param name="summary">What they came to.</param>
    /// <param name="pairs">Pairs by id, as far as their files are there.</param>
    /// <param name="images">Pairs whose images are put into the page.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(
        string path, ResultTable table, IReadOnlyList<string> folders, RunSummary summary, IReadOnlyDictionary<string, DatasetPair> pairs, int images)
    {
        string[] template = Asset("report.html").Split("{{data}}");
        AtomicFile.Write(path, stream =>
        {
            Text(stream, Filled(template[0], summary));
            using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = false }))
                new ReportData(table, folders, summary, pairs, images).Write(json);
            Text(stream, Filled(template[1], summary));
        });
    }

    private static string Filled(string template, RunSummary summary)
    {
        string subtitle = string.Create(CultureInfo.InvariantCulture, $"{summary.N} pairs, {summary.Methods.Count} methods");
        // In one pass, so that a name that looks like a placeholder stays a name.
        return Placeholder().Replace(template, m => m.Groups[1].Value switch
        {
            "title" => WebUtility.HtmlEncode($"Hybrid evaluation: {summary.Dataset}"),
            "subtitle" => subtitle,
            "styles" => Asset("uplot.min.css") + Asset("report.css"),
            "library" => Asset("uplot.min.js"),
            "script" => Asset("report.js"),
            _ => m.Value,
        });
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Placeholder();

    private static void Text(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    private static string Asset(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("Report." + name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
