using System.Text;
using System.Text.Json;
using Hybrid.Cli.Infrastructure;
using Hybrid.Geometry;

namespace Hybrid.Cli.Output;

/// <summary>Writes <c>alignment.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal static class AlignmentJson
{
    /// <summary>The document as indented UTF-8.</summary>
    public static byte[] ToUtf8(AlignmentReport report) => JsonOutput.ToUtf8(json => Write(json, report));

    private static void Write(Utf8JsonWriter json, AlignmentReport report)
    {
        Alignment alignment = report.Alignment;
        json.WriteString("status", alignment.IsOk ? "ok" : "failed");
        json.WriteString("reason", KebabCase(alignment.Reason.ToString()));
        json.WriteString("method_requested", alignment.MethodRequested);
        json.WriteString("method_used", alignment.MethodUsed);
        WriteHomography(json, "homography", alignment.IsOk ? alignment.Homography : null);
        if (!alignment.IsOk && alignment.Homography is not null)
            WriteHomography(json, "rejected_homography", alignment.Homography);
        json.WriteNumber("inliers", alignment.Inliers.Count);
        json.WriteNumber("matches", alignment.MatchCount);
        json.WriteNumber("confidence", Rounded(alignment.Confidence, 4));
        json.WriteNumber("overlap", Rounded(alignment.Overlap, 4));
        WriteFallbacks(json, alignment.Provenance);
        json.WriteStartObject("timings_ms");
        foreach ((string name, double ms) in report.Timings)
            json.WriteNumber(name, Rounded(ms, 2));
        json.WriteEndObject();
        json.WriteNumber("peak_memory_mb", Rounded(PeakMemory.Megabytes(), 1));
        WriteInputs(json, report);
        json.WriteStartObject("versions");
        foreach ((string name, string version) in report.Versions)
            json.WriteString(name, version);
        json.WriteEndObject();
    }

    private static void WriteHomography(Utf8JsonWriter json, string key, Homography? homography)
    {
        if (homography is not { } h)
        {
            json.WriteNull(key);
            return;
        }
        json.WriteStartArray(key);
        foreach (double value in h.Normalized().ToRowMajor())
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void WriteFallbacks(Utf8JsonWriter json, IReadOnlyList<ProvenanceStep> steps)
    {
        json.WriteStartArray("fallbacks");
        foreach (ProvenanceStep step in steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Step);
            json.WriteString("outcome", KebabCase(step.Outcome.ToString()));
            json.WriteString("reason", KebabCase(step.Reason.ToString()));
            json.WriteString("evidence", step.Evidence);
            json.WriteNumber("ms", Rounded(step.Milliseconds, 2));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteInputs(Utf8JsonWriter json, AlignmentReport report)
    {
        json.WriteStartObject("images");
        foreach ((string key, string path, OpenCvSharp.Size size) in (ReadOnlySpan<(string, string, OpenCvSharp.Size)>)[("a", report.PathA, report.SizeA), ("b", report.PathB, report.SizeB)])
        {
            json.WriteStartObject(key);
            json.WriteString("path", path);
            json.WriteNumber("width", size.Width);
            json.WriteNumber("height", size.Height);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteNumber("seed", report.Seed);
    }

    /// <summary><c>TooFewMatches</c> as <c>too-few-matches</c>.</summary>
    public static string KebabCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    // JSON has no NaN.
    private static double Rounded(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : 0;
}
