using System.Text.Json;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Overlap;

/// <summary>Writes <c>overlap.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal static class OverlapJson
{
    /// <summary>The document as indented UTF-8.</summary>
    public static byte[] ToUtf8(OverlapReport report) => JsonOutput.ToUtf8(json => Write(json, report));

    private static void Write(Utf8JsonWriter json, OverlapReport report)
    {
        json.WriteString("status", "ok");
        json.WriteString("reason", KebabCase.Of(report.Masks.Reason));
        json.WriteString("method_requested", report.MethodRequested);
        json.WriteString("method_used", report.Masks.Method);
        json.WriteBoolean("overlaps", report.Masks.Overlaps);
        json.WriteNumber("confidence", RunJson.Rounded(report.Masks.Probability, 4));
        json.WriteNumber("overlap_a", RunJson.Rounded(report.Masks.FractionA, 4));
        json.WriteNumber("overlap_b", RunJson.Rounded(report.Masks.FractionB, 4));
        RunJson.WriteSteps(json, report.Masks.Provenance);
        RunJson.WriteCost(json, report.Timings);
        RunJson.WriteOrigin(json, [("a", report.PathA, report.SizeA), ("b", report.PathB, report.SizeB)], report.Seed, report.Versions);
    }
}
