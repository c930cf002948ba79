using System.Runtime.InteropServices;
using System.Text.Json;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Running;
using Hybrid.Evaluation.Statistics;
using Hybrid.Evaluation.Summaries;

namespace Hybrid.Evaluation.Report;

/// <summary>The data of a page: figures of every pair as columns of float32, details of a bounded number of pairs.</summary>
internal sealed class ReportData(
    ResultTable table, IReadOnlyList<string> folders, RunSummary summary, IReadOnlyDictionary<string, DatasetPair> pairs, int images)
{
    private const int MaxProvenance = 400;
    private const int BarResamples = 2000;

    private static readonly string[] ScatterMetrics = ["transfer_error_px", "epe_px", "point_error_px", "bad2_all", "overlap_psnr_db", "psnr_db", "overlap_iou"];
    private readonly Comparer _comparer = new(table, new SummaryOptions());

    /// <summary>Writes the data as one object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        string[] scatter = [.. ScatterMetrics.Where(m => table.Methods.Any(x => x.Seeds.Any(s => s.Metric(m) is not null)))];
        string[] headline = [.. MetricCatalogue.Headline.Where(m => summary.Methods.Any(x => x.Value.Metrics.ContainsKey(m)))];
        json.WriteStartObject();
        Names(json, "headline", headline);
        Names(json, "scatter", scatter);
        string? pareto = new[] { "auc@3", "epe_px", "bad2_all", "pck@3", "overlap_psnr_db", "psnr_db" }.FirstOrDefault(headline.Contains);
        if (pareto is not null)
            json.WriteString("pareto", pareto);
        WritePairs(json);
        WriteMethods(json, scatter);
        WriteMetrics(json);
        WriteTierBars(json, headline);
        WriteComparisons(json, "comparisons", summary.Comparisons);
        WriteComparisons(json, "tier_comparisons", summary.TierComparisons);
        Names(json, "verdicts", summary.Verdicts);
        WriteOptions(json, pareto);
        json.WriteStartArray("protocol");
        foreach ((string key, string value) in summary.Protocol)
            Pair(json, key, value);
        json.WriteEndArray();
        WriteDetails(json, scatter);
        json.WriteEndObject();
    }

    private static void WriteComparisons(Utf8JsonWriter json, string name, IReadOnlyList<PairedComparison> comparisons)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, [.. comparisons.Select(SummaryDocument.ComparisonPart.Of)], SummaryJson.Plain.ComparisonPartArray);
    }

    private void WritePairs(Utf8JsonWriter json)
    {
        Names(json, "pairs", table.Order.Select(i => table.Pairs[i]));
        string[] tiers = [.. Comparer.Tiers.Where(t => table.Tiers.Contains(t))];
        Names(json, "tiers", tiers);
        json.WriteStartArray("tier");
        foreach (int i in table.Order)
            json.WriteNumberValue(Array.IndexOf(tiers, table.Tiers[i]));
        json.WriteEndArray();
    }

    private void WriteMethods(Utf8JsonWriter json, string[] metrics)
    {
        json.WriteStartArray("methods");
        foreach ((string name, MethodSummary m) in summary.Methods)
        {
            MethodResults results = table.Find(name);
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("n", m.N);
            json.WriteNumber("failures", Math.Round(m.Failures, 1));
            json.WriteNumber("ms_median", double.IsFinite(m.MedianMilliseconds) ? m.MedianMilliseconds : 0);
            json.WriteNumber("ms_p95", double.IsFinite(m.P95Milliseconds) ? m.P95Milliseconds : 0);
            json.WriteNumber("peak_mb", m.PeakMegabytes);
            json.WriteStartObject("metrics");
            foreach ((string metric, double value) in m.Metrics.Where(v => double.IsFinite(v.Value)))
                json.WriteNumber(metric, value);
            json.WriteEndObject();
            if (m.Confidence is { } confidence)
            {
                json.WritePropertyName("confidence");
                JsonSerializer.Serialize(json, SummaryDocument.ConfidencePart.Of(confidence), SummaryJson.Plain.ConfidencePart);
            }
            json.WriteStartObject("columns");
            foreach (string metric in metrics)
                json.WriteString(metric, Base64(table.Order.Select(i => (float)RawMean(results, metric, i))));
            json.WriteString("ms", Base64(table.Order.Select(i => MeanTime(results, i))));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteMetrics(Utf8JsonWriter json)
    {
        json.WriteStartObject("metrics");
        foreach (string name in summary.Methods.SelectMany(m => m.Value.Metrics.Keys).Distinct().Order(MethodSummarizer.TableOrder))
        {
            MetricInfo info = MetricCatalogue.Info(name);
            json.WriteStartObject(name);
            json.WriteString("unit", info.Unit);
            json.WriteString("better", KebabCase.Of(info.Better));
            json.WriteString("definition", info.Definition);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private void WriteTierBars(Utf8JsonWriter json, string[] headline)
    {
        json.WriteStartArray("tier_bars");
        foreach (string metric in headline.Where(m => m is "auc@3" or "auc@5" or "auc@10" or "epe_px" or "pck@3" or "bad2_all" or "overlap_psnr_db" or "psnr_db"))
        {
            json.WriteStartObject();
            json.WriteString("metric", metric);
            json.WriteStartArray("tiers");
            foreach (string tier in Comparer.Tiers)
            {
                int[] members = [.. table.Order.Where(i => table.Tiers[i] == tier)];
                double[][] values = [.. table.Methods.Select(m => _comparer.Column(m, metric)).Select(c => members.Select(i => c[i]).Where(v => !double.IsNaN(v)).ToArray())];
                if (values.Length == 0 || values.Max(v => v.Length) == 0)
                    continue;
                json.WriteStartObject();
                json.WriteString("name", tier);
                json.WriteNumber("n", values.Max(v => v.Length));
                json.WriteStartArray("methods");
                foreach (double[] v in values)
                    WriteBar(json, v);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBar(Utf8JsonWriter json, double[] values)
    {
        Interval interval = Bootstrap.MeanInterval(values, seed: 0, BarResamples);
        json.WriteStartObject();
        Number(json, "value", values.Length == 0 ? double.NaN : values.Average());
        Number(json, "lo", interval.Low);
        Number(json, "hi", interval.High);
        json.WriteEndObject();
    }

    private void WriteOptions(Utf8JsonWriter json, string? metric)
    {
        json.WriteStartArray("options");
        foreach (OptionEffect effect in metric is null ? [] : OptionEffects.Of(summary.Methods, metric))
        {
            json.WriteStartObject();
            json.WriteString("method", effect.Method);
            json.WriteString("option", effect.Option);
            json.WriteString("metric", effect.Metric);
            json.WriteNumber("spread", effect.Spread);
            json.WriteStartArray("values");
            foreach ((string value, double mean) in effect.Values)
            {
                json.WriteStartObject();
                json.WriteString("value", value);
                json.WriteNumber("mean", mean);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void WriteDetails(Utf8JsonWriter json, string[] metrics)
    {
        int[] place = new int[table.Pairs.Count];
        for (int k = 0; k < place.Length; k++)
            place[table.Order[k]] = k;
        HashSet<int> pictured = [.. PairSelection.Choose(table, metrics, images).Where(i => pairs.ContainsKey(table.Pairs[i]))];
        HashSet<int> detailed = [.. pictured, .. PairSelection.Choose(table, metrics, Math.Min(MaxProvenance, table.Pairs.Count))];
        var records = Records(detailed.Select(i => table.Pairs[i]).ToHashSet(StringComparer.Ordinal));
        json.WriteStartObject("details");
        // Reading and drawing take most of a report's time; a batch at a time keeps few images in memory.
        foreach (int[] batch in detailed.OrderBy(i => place[i]).Chunk(4 * Concurrency.Limit))
        {
            var details = new byte[batch.Length][];
            Concurrency.For(0, batch.Length, k =>
            {
                DatasetPair? pair = pictured.Contains(batch[k]) ? pairs[table.Pairs[batch[k]]] : null;
                details[k] = Detail(pair, records[table.Pairs[batch[k]]]);
            });
            for (int k = 0; k < batch.Length; k++)
            {
                json.WritePropertyName(place[batch[k]].ToString(System.Globalization.CultureInfo.InvariantCulture));
                json.WriteRawValue(details[k], skipInputValidation: true);
                json.Flush();
            }
        }
        json.WriteEndObject();
    }

    private static byte[] Detail(DatasetPair? pair, List<(string Method, string Folder, PairRecord Record)> records)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            using PairPictures? pictures = pair is null ? null : PairPictures.TryOpen(pair);
            pictures?.WriteImages(json);
            json.WriteStartObject("methods");
            foreach ((string method, string folder, PairRecord record) in records)
            {
                json.WriteStartObject(method);
                WriteRecord(json, record);
                pictures?.WriteMethod(json, folder, record);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private Dictionary<string, List<(string Method, string Folder, PairRecord Record)>> Records(HashSet<string> wanted)
    {
        var records = wanted.ToDictionary(w => w, _ => new List<(string, string, PairRecord)>(), StringComparer.Ordinal);
        foreach (string folder in folders)
        {
            ResultReader.ReadFolder(folder, (in ResultLine line) =>
            {
                if (!records.TryGetValue(line.Pair, out var list))
                    return;
                string name = line.Method;
                if (!table.Methods.Any(m => m.Name == name))
                    name = $"{name}@{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}";
                // Of several seeds the first one is shown.
                if (!list.Exists(r => r.Item1 == name))
                    list.Add((name, folder, line.ToRecord()));
            });
        }
        return records;
    }

    private static void WriteRecord(Utf8JsonWriter json, PairRecord record)
    {
        json.WriteString("status", record.Ok ? "ok" : "failed");
        json.WriteString("reason", record.Reason + (record.MethodUsed.Length > 0 && record.MethodUsed != record.Method ? $", by {record.MethodUsed}" : ""));
        if (record.Error is not null)
            json.WriteString("error_text", record.Error);
        Number(json, "confidence", record.Confidence);
        json.WriteStartArray("matches");
        foreach (double[] match in record.Matches)
        {
            json.WriteStartArray();
            foreach (double v in match)
                json.WriteNumberValue(v);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("steps");
        foreach (ProvenanceStep step in record.Steps)
        {
            json.WriteStartArray();
            json.WriteStringValue(step.Step);
            json.WriteStringValue(KebabCase.Of(step.Outcome));
            json.WriteStringValue(KebabCase.Of(step.Reason));
            json.WriteStringValue(step.Evidence);
            json.WriteNumberValue(step.Milliseconds);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static double RawMean(MethodResults method, string metric, int pair)
    {
        double sum = 0;
        int count = 0;
        foreach (SeedResults seed in method.Seeds)
        {
            if (seed.Metric(metric) is not { } column || pair >= column.Length || double.IsNaN(column[pair]))
                continue;
            sum += column[pair];
            count++;
        }
        return count == 0 ? double.NaN : sum / count;
    }

    private static float MeanTime(MethodResults method, int pair)
    {
        float[] times = [.. method.Seeds.Where(s => pair < s.Present.Length && s.Present[pair]).Select(s => s.Milliseconds[pair])];
        return times.Length == 0 ? float.NaN : times.Average();
    }

    private static string Base64(IEnumerable<float> values) => Convert.ToBase64String(MemoryMarshal.AsBytes<float>(values.ToArray()));

    private static void Names(Utf8JsonWriter json, string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (string name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void Pair(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartArray();
        json.WriteStringValue(key);
        json.WriteStringValue(value);
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
