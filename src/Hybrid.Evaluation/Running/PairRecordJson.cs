using System.Buffers;
using System.Text.Json;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Running;

/// <summary>Writes and reads lines of <c>pairs.ndjson</c>. Numbers round-trip exactly; a failure's value is null.</summary>
public static class PairRecordJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line, ending in a line feed. Times come last, so that runs can be compared without them.</summary>
    public static byte[] Write(PairRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("pair", record.Pair);
            json.WriteString("method", record.Method);
            json.WriteNumber("seed", record.Seed);
            json.WriteString("truth", record.Truth);
            json.WriteString("tier", record.Tier);
            json.WriteString("status", record.Ok ? "ok" : "failed");
            json.WriteString("reason", record.Reason);
            json.WriteString("method_used", record.MethodUsed);
            if (record.Error is not null)
                json.WriteString("error", record.Error);
            if (double.IsFinite(record.Confidence))
                json.WriteNumber("confidence", record.Confidence);
            json.WriteStartObject("metrics");
            foreach ((string name, double value) in record.Metrics)
                WriteNumber(json, name, value);
            json.WriteEndObject();
            json.WriteStartObject("difficulty");
            foreach ((string name, double value) in record.Difficulty)
                WriteNumber(json, name, Math.Round(value, 6));
            json.WriteEndObject();
            if (record.Homography is not null)
            {
                json.WriteStartArray("homography");
                foreach (double value in record.Homography)
                    json.WriteNumberValue(value);
                json.WriteEndArray();
            }
            if (record.Matches.Count > 0)
            {
                json.WriteStartArray("matches");
                foreach (double[] match in record.Matches)
                {
                    json.WriteStartArray();
                    foreach (double value in match)
                        json.WriteNumberValue(value);
                    json.WriteEndArray();
                }
                json.WriteEndArray();
            }
            json.WriteStartArray("steps");
            foreach (ProvenanceStep step in record.Steps)
            {
                json.WriteStartObject();
                json.WriteString("step", step.Step);
                json.WriteString("outcome", KebabCase.Of(step.Outcome));
                json.WriteString("reason", KebabCase.Of(step.Reason));
                json.WriteString("evidence", step.Evidence);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("cost");
            json.WriteNumber("ms", Math.Round(record.Milliseconds, 3));
            json.WriteNumber("peak_mb", Math.Round(record.PeakMegabytes, 1));
            json.WriteStartArray("steps_ms");
            foreach (ProvenanceStep step in record.Steps)
                json.WriteNumberValue(Math.Round(step.Milliseconds, 3));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">It is not a record.</exception>
    public static PairRecord Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        try
        {
            var metrics = new MetricValues();
            foreach (JsonProperty metric in root.GetProperty("metrics").EnumerateObject())
            {
                if (metric.Value.ValueKind == JsonValueKind.Null)
                    metrics.AddFailure(metric.Name);
                else
                    metrics.Add(metric.Name, metric.Value.GetDouble());
            }
            JsonElement cost = root.GetProperty("cost");
            double[] stepTimes = [.. cost.GetProperty("steps_ms").EnumerateArray().Select(t => t.GetDouble())];
            return new PairRecord
            {
                Pair = root.GetProperty("pair").GetString()!,
                Method = root.GetProperty("method").GetString()!,
                Seed = root.GetProperty("seed").GetInt32(),
                Truth = root.GetProperty("truth").GetString()!,
                Tier = root.GetProperty("tier").GetString()!,
                Ok = root.GetProperty("status").GetString() == "ok",
                Reason = root.GetProperty("reason").GetString()!,
                MethodUsed = root.GetProperty("method_used").GetString()!,
                Error = root.TryGetProperty("error", out JsonElement error) ? error.GetString() : null,
                Confidence = root.TryGetProperty("confidence", out JsonElement confidence) ? confidence.GetDouble() : double.NaN,
                Metrics = metrics,
                Difficulty = root.GetProperty("difficulty").EnumerateObject()
                    .ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Null ? double.NaN : p.Value.GetDouble()),
                Homography = root.TryGetProperty("homography", out JsonElement h) ? [.. h.EnumerateArray().Select(v => v.GetDouble())] : null,
                Matches = root.TryGetProperty("matches", out JsonElement matches)
                    ? [.. matches.EnumerateArray().Select(m => m.EnumerateArray().Select(v => v.GetDouble()).ToArray())]
                    : [],
                Steps = [.. root.GetProperty("steps").EnumerateArray().Select((s, i) => ReadStep(s, i < stepTimes.Length ? stepTimes[i] : 0))],
                Milliseconds = cost.GetProperty("ms").GetDouble(),
                PeakMegabytes = cost.GetProperty("peak_mb").GetDouble(),
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    private static ProvenanceStep ReadStep(JsonElement step, double ms) => new(
        step.GetProperty("step").GetString()!,
        Enum.Parse<StepOutcome>(Pascal(step.GetProperty("outcome").GetString()!), ignoreCase: true),
        Enum.TryParse(Pascal(step.GetProperty("reason").GetString()!), ignoreCase: true, out ReasonCode reason) ? reason : ReasonCode.None,
        step.GetProperty("evidence").GetString()!,
        ms);

    private static string Pascal(string kebab) => kebab.Replace("-", "", StringComparison.Ordinal);

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
