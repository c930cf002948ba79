using System.Text.Json;
using Hybrid.Cli.Infrastructure;
using Hybrid.Geometry;
using Hybrid.Stereo;

namespace Hybrid.Cli.Output;

/// <summary>Writes <c>stereo.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal static class StereoJson
{
    /// <summary>The document as indented UTF-8.</summary>
    public static byte[] ToUtf8(StereoReport report) => JsonOutput.ToUtf8(json => Write(json, report));

    /// <summary>Why the result is as it is, in kebab case.</summary>
    public static string Reason(StereoResult result) =>
        result.IsOk ? "none" : result.Findings.Count > 0 ? AlignmentJson.KebabCase(result.Findings[0].Kind.ToString()) : "none";

    private static void Write(Utf8JsonWriter json, StereoReport report)
    {
        StereoResult result = report.Result;
        json.WriteString("status", result.IsOk ? "ok" : "failed");
        json.WriteString("reason", Reason(result));
        json.WriteString("method_requested", result.MethodRequested);
        json.WriteString("method_used", result.MethodUsed);
        json.WriteNumber("confidence", Rounded(result.MeanConfidence, 4));
        json.WriteNumber("fill", Rounded(result.Fill, 4));
        json.WriteStartArray("disparity_range");
        json.WriteNumberValue(result.Range.Min);
        json.WriteNumberValue(result.Range.Max);
        json.WriteEndArray();
        json.WriteString("frame", report.Calibrated is { IsResampled: true } ? "rectified-left" : "left");
        if (report.Calibrated is { } calibrated)
        {
            json.WriteStartObject("camera");
            json.WriteNumber("focal_px", calibrated.Camera.Focal);
            json.WriteNumber("cx_left_px", calibrated.Camera.CxLeft);
            json.WriteNumber("cx_right_px", calibrated.Camera.CxRight);
            json.WriteNumber("cy_px", calibrated.Camera.Cy);
            json.WriteNumber("baseline", calibrated.Camera.Baseline);
            json.WriteString("unit", calibrated.Camera.Unit);
            json.WriteEndObject();
        }
        WriteMeasure(json, "rectification", result.Rectification);
        WriteRectified(json, result.Rectified);
        if (report.Bad is { } bad)
        {
            json.WriteStartObject("errors");
            json.WriteNumber("bad1_all", Rounded(bad.Bad1, 5));
            json.WriteNumber("bad2_all", Rounded(bad.Bad2, 5));
            json.WriteNumber("bad4_all", Rounded(bad.Bad4, 5));
            json.WriteEndObject();
        }
        WriteFindings(json, result.Findings);
        WriteSteps(json, result.Provenance);
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

    private static void WriteMeasure(Utf8JsonWriter json, string key, RectificationMeasure? measure)
    {
        if (measure is null || measure.Matches == 0)
        {
            json.WriteNull(key);
            return;
        }
        json.WriteStartObject(key);
        json.WriteNumber("matches", measure.Matches);
        json.WriteNumber("median_offset_px", Rounded(measure.Median, 3));
        json.WriteNumber("spread_px", Rounded(measure.Spread, 3));
        json.WriteNumber("median_distance_px", Rounded(measure.MedianAbsolute, 3));
        json.WriteEndObject();
    }

    private static void WriteRectified(Utf8JsonWriter json, StereoRectification? rectified)
    {
        if (rectified is null)
        {
            json.WriteNull("rectified");
            return;
        }
        json.WriteStartObject("rectified");
        json.WriteString("kind", rectified.Kind);
        WriteHomography(json, "homography_left", rectified.Left);
        WriteHomography(json, "homography_right", rectified.Right);
        WriteMeasure(json, "after", rectified.After);
        json.WriteEndObject();
    }

    private static void WriteHomography(Utf8JsonWriter json, string key, in Homography homography)
    {
        json.WriteStartArray(key);
        foreach (double value in homography.Normalized().ToRowMajor())
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<StereoFinding> findings)
    {
        json.WriteStartArray("findings");
        foreach (StereoFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", AlignmentJson.KebabCase(finding.Kind.ToString()));
            json.WriteString("text", finding.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSteps(Utf8JsonWriter json, IReadOnlyList<ProvenanceStep> steps)
    {
        json.WriteStartArray("fallbacks");
        foreach (ProvenanceStep step in steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Step);
            json.WriteString("outcome", AlignmentJson.KebabCase(step.Outcome.ToString()));
            json.WriteString("reason", AlignmentJson.KebabCase(step.Reason.ToString()));
            json.WriteString("evidence", step.Evidence);
            json.WriteNumber("ms", Rounded(step.Milliseconds, 2));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteInputs(Utf8JsonWriter json, StereoReport report)
    {
        json.WriteStartObject("images");
        foreach ((string key, string path) in (ReadOnlySpan<(string, string)>)[("left", report.PathLeft), ("right", report.PathRight)])
        {
            json.WriteStartObject(key);
            json.WriteString("path", path);
            json.WriteNumber("width", report.Size.Width);
            json.WriteNumber("height", report.Size.Height);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteNumber("seed", report.Seed);
    }

    // JSON has no NaN.
    private static double Rounded(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : 0;
}
