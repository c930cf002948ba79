using System.Text.Json;
using Hybrid.Cli.Infrastructure;
using Hybrid.Stereo;

namespace Hybrid.Cli.Stereo;

/// <summary>Writes <c>stereo.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal static class StereoJson
{
    /// <summary>The document as indented UTF-8.</summary>
    public static byte[] ToUtf8(StereoReport report) => JsonOutput.ToUtf8(json => Write(json, report));

    /// <summary>Why the result is as it is, in kebab case.</summary>
    public static string Reason(StereoResult result) =>
        result.IsOk ? "none" : result.Findings.Count > 0 ? KebabCase.Of(result.Findings[0].Kind) : "none";

    private static void Write(Utf8JsonWriter json, StereoReport report)
    {
        StereoResult result = report.Result;
        json.WriteString("status", result.IsOk ? "ok" : "failed");
        json.WriteString("reason", Reason(result));
        json.WriteString("method_requested", result.MethodRequested);
        json.WriteString("method_used", result.MethodUsed);
        json.WriteNumber("confidence", RunJson.Rounded(result.MeanConfidence, 4));
        json.WriteNumber("fill", RunJson.Rounded(result.Fill, 4));
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
            json.WriteNumber("bad1_all", RunJson.Rounded(bad.Bad1, 5));
            json.WriteNumber("bad2_all", RunJson.Rounded(bad.Bad2, 5));
            json.WriteNumber("bad4_all", RunJson.Rounded(bad.Bad4, 5));
            json.WriteEndObject();
        }
        WriteFindings(json, result.Findings);
        RunJson.WriteSteps(json, result.Provenance);
        RunJson.WriteCost(json, report.Timings);
        RunJson.WriteOrigin(json, [("left", report.PathLeft, report.Size), ("right", report.PathRight, report.Size)], report.Seed, report.Versions);
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
        json.WriteNumber("median_offset_px", RunJson.Rounded(measure.Median, 3));
        json.WriteNumber("spread_px", RunJson.Rounded(measure.Spread, 3));
        json.WriteNumber("median_distance_px", RunJson.Rounded(measure.MedianAbsolute, 3));
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
        RunJson.WriteHomography(json, "homography_left", rectified.Left);
        RunJson.WriteHomography(json, "homography_right", rectified.Right);
        WriteMeasure(json, "after", rectified.After);
        json.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<StereoFinding> findings)
    {
        json.WriteStartArray("findings");
        foreach (StereoFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", KebabCase.Of(finding.Kind));
            json.WriteString("text", finding.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
