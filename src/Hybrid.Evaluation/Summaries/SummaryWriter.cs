using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Hybrid.Evaluation.Formats;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Summaries;

/// <summary>Writes summaries as JSON (the contract) and CSV.</summary>
public static class SummaryWriter
{
    /// <summary>Writes <c>summary.json</c> and <c>summary.csv</c> into a folder.</summary>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public static void Write(string folder, RunSummary summary)
    {
        AtomicFile.Write(Path.Combine(folder, "summary.json"), s => WriteJson(s, summary));
        AtomicFile.WriteAllText(Path.Combine(folder, "summary.csv"), Csv(summary));
    }

    /// <summary>Writes the summary as JSON; values that are not finite are null.</summary>
    public static void WriteJson(Stream stream, RunSummary summary) => JsonSerializer.Serialize(stream, SummaryDocument.Of(summary), SummaryJson.Plain.SummaryDocument);

    /// <summary>One row a group, method and value.</summary>
    public static string Csv(RunSummary summary)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (CsvWriter csv = CsvText.Writer(text))
        {
            csv.WriteRecord(["group", "method", "metric", "value", "n"]);
            Rows("all", summary.Methods);
            foreach ((string tier, var methods) in summary.Tiers)
                Rows("tier " + tier, methods);
            foreach ((string dataset, var methods) in summary.Datasets)
                Rows("dataset " + dataset, methods);
            foreach ((string tag, var methods) in summary.Tags)
                Rows("tag " + tag, methods);
            void Value(string group, string method, string metric, double value, int n) =>
                csv.WriteRecord([group, method, metric, double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "", n.ToString(CultureInfo.InvariantCulture)]);
            void Rows(string group, IReadOnlyList<KeyValuePair<string, MethodSummary>> methods)
            {
                foreach ((string method, MethodSummary m) in methods)
                {
                    Value(group, method, "failures", m.Failures, m.N);
                    Value(group, method, "ms_median", m.MedianMilliseconds, m.N);
                    Value(group, method, "ms_p95", m.P95Milliseconds, m.N);
                    Value(group, method, "peak_mb", m.PeakMegabytes, m.N);
                    foreach ((string metric, double value) in m.Metrics)
                        Value(group, method, metric, value, m.Counts.GetValueOrDefault(metric, m.N));
                }
            }
        }
        return text.ToString();
    }
}
