using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Hybrid.Evaluation.Formats;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Statistics;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Summaries;

/// <summary>Writes summaries as JSON (the contract) and CSV.</summary>
public static class SummaryWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <c>summary.json</c> and <c>summary.csv</c> into a folder.</summary>
    /// <exception cref="InputException">The folder cannot be written to.</exception>
    public static void Write(string folder, RunSummary summary)
    {
        AtomicFile.Write(Path.Combine(folder, "summary.json"), s => WriteJson(s, summary));
        AtomicFile.WriteAllText(Path.Combine(folder, "summary.csv"), Csv(summary));
    }

    /// <summary>Writes the summary as JSON; values that are not finite are null.</summary>
    public static void WriteJson(Stream stream, RunSummary summary)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        json.WriteString("dataset", summary.Dataset);
        json.WriteNumber("n", summary.N);
        json.WriteStartObject("methods");
        WriteMethods(json, summary.Methods);
        json.WriteEndObject();
        WriteGroups(json, "tiers", summary.Tiers);
        WriteGroups(json, "datasets", summary.Datasets);
        WriteGroups(json, "families", summary.Families);
        WriteGroups(json, "tags", summary.Tags);
        WriteComparisons(json, "comparisons", summary.Comparisons);
        WriteComparisons(json, "tier_comparisons", summary.TierComparisons);
        json.WriteStartArray("verdicts");
        foreach (string verdict in summary.Verdicts)
            json.WriteStringValue(verdict);
        json.WriteEndArray();
        json.WriteStartArray("protocol");
        foreach ((string key, string value) in summary.Protocol)
            json.WriteStringValue($"{key}: {value}");
        json.WriteEndArray();
        json.WriteStartObject("definitions");
        foreach (string name in summary.Methods.SelectMany(m => m.Value.Metrics.Keys).Distinct())
        {
            MetricInfo info = MetricCatalogue.Info(name);
            json.WriteString(name, $"{info.Definition} ({info.Unit}{(info.Better == Direction.Neutral ? "" : info.Better == Direction.Lower ? ", lower is better" : ", higher is better")})");
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

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

    private static void WriteGroups(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, MethodSummary>>>> groups)
    {
        json.WriteStartObject(name);
        foreach ((string group, var methods) in groups)
        {
            json.WriteStartObject(group);
            WriteMethods(json, methods);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteMethods(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, MethodSummary>> methods)
    {
        foreach ((string name, MethodSummary m) in methods)
        {
            json.WriteStartObject(name);
            json.WriteNumber("n", m.N);
            Number(json, "failures", m.Failures);
            Number(json, "ms_median", m.MedianMilliseconds);
            Number(json, "ms_p95", m.P95Milliseconds);
            Number(json, "peak_mb", m.PeakMegabytes);
            json.WriteStartObject("metrics");
            foreach ((string metric, double value) in m.Metrics)
                Number(json, metric, value);
            json.WriteEndObject();
            json.WriteStartObject("metric_n");
            foreach (string metric in m.Metrics.Keys.Where(m.Counts.ContainsKey))
                json.WriteNumber(metric, m.Counts[metric]);
            json.WriteEndObject();
            if (m.Confidence is { } confidence)
                WriteConfidence(json, confidence);
            if (m.SeedDeviation.Count > 0)
            {
                json.WriteStartObject("seed_deviation");
                foreach ((string metric, double value) in m.SeedDeviation)
                    Number(json, metric, value);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
    }

    /// <summary>Writes <c>confidence</c>: the reliability diagram, and right and wrong answers from each threshold on.</summary>
    internal static void WriteConfidence(Utf8JsonWriter json, ConfidenceSummary confidence)
    {
        json.WriteStartObject("confidence");
        Number(json, "n", confidence.N);
        Number(json, "ece", confidence.Ece);
        json.WriteStartArray("bins");
        foreach (ReliabilityBin bin in confidence.Bins)
        {
            json.WriteStartObject();
            json.WriteNumber("low", bin.Low);
            json.WriteNumber("high", bin.High);
            Number(json, "n", bin.N);
            Number(json, "confidence", bin.Confidence);
            Number(json, "accuracy", bin.Accuracy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("curve");
        foreach (ConfidencePoint point in confidence.Curve)
        {
            json.WriteStartObject();
            json.WriteNumber("threshold", point.Threshold);
            Number(json, "right", point.Right);
            Number(json, "wrong", point.Wrong);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteComparisons(Utf8JsonWriter json, string name, IReadOnlyList<PairedComparison> comparisons)
    {
        json.WriteStartArray(name);
        foreach (PairedComparison c in comparisons)
        {
            json.WriteStartObject();
            json.WriteString("a", c.A);
            json.WriteString("b", c.B);
            json.WriteString("metric", c.Metric);
            if (c.Tier is not null)
                json.WriteString("tier", c.Tier);
            json.WriteNumber("n", c.N);
            Number(json, "mean_delta", c.MeanDelta);
            Bounds(json, "ci95", c.Ci95);
            Number(json, "median_delta", c.MedianDelta);
            Bounds(json, "median_ci95", c.MedianCi95);
            Number(json, "p", c.P);
            Number(json, "p_holm", c.PHolm);
            json.WriteNumber("wins", c.Wins);
            json.WriteNumber("ties", c.Ties);
            json.WriteNumber("losses", c.Losses);
            Number(json, "tie_margin", c.TieMargin);
            Number(json, "power_delta", c.PowerDelta);
            Number(json, "pairs_needed", c.PairsNeeded);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Bounds(Utf8JsonWriter json, string name, Interval interval)
    {
        if (double.IsNaN(interval.Low))
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
