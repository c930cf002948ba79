using System.Text.Json;
using Hybrid.Alignment;
using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Align;

/// <summary>Writes <c>alignment.json</c>. Its keys are a contract: more may be added, none renamed.</summary>
internal static class AlignmentJson
{
    /// <summary>The document as indented UTF-8.</summary>
    public static byte[] ToUtf8(AlignmentReport report) => JsonOutput.ToUtf8(json => Write(json, report));

    private static void Write(Utf8JsonWriter json, AlignmentReport report)
    {
        AlignmentResult alignment = report.Alignment;
        json.WriteString("status", alignment.IsOk ? "ok" : "failed");
        json.WriteString("reason", KebabCase.Of(alignment.Reason));
        json.WriteString("method_requested", alignment.MethodRequested);
        json.WriteString("method_used", alignment.MethodUsed);
        RunJson.WriteHomography(json, "homography", alignment.IsOk ? alignment.Homography : null);
        if (!alignment.IsOk && alignment.Homography is not null)
            RunJson.WriteHomography(json, "rejected_homography", alignment.Homography);
        json.WriteNumber("inliers", alignment.Inliers.Count);
        json.WriteNumber("matches", alignment.MatchCount);
        json.WriteNumber("confidence", RunJson.Rounded(alignment.Confidence, 4));
        json.WriteNumber("overlap", RunJson.Rounded(alignment.Overlap, 4));
        RunJson.WriteSteps(json, alignment.Provenance);
        RunJson.WriteCost(json, report.Timings);
        RunJson.WriteOrigin(json, [("a", report.PathA, report.SizeA), ("b", report.PathB, report.SizeB)], report.Seed, report.Versions);
    }
}
