using System.Globalization;
using Hybrid.Alignment;

namespace Hybrid.Cli.Flow;

/// <summary>Flows in a few lines for people.</summary>
internal static class FlowText
{
    /// <summary>Prints one flow.</summary>
    public static void Print(TextWriter output, FlowResult result, RunRecord run)
    {
        Line(output, "status", result.IsOk ? "ok" : $"failed ({KebabCase.Of(result.Reason)})");
        Line(output, "method", result.Alignment.MethodUsed + (result.Alignment.MethodUsed == result.Alignment.MethodRequested ? "" : $" (asked for {result.Alignment.MethodRequested})"));
        if (result.IsOk)
        {
            Line(output, "answer", Text($"{100 * result.KnownShare:0.0} % of A sure, mean confidence {result.MeanConfidence:0.00}"));
            Line(output, "motion", Motion(result.Alignment));
        }
        foreach (ProvenanceStep step in result.Alignment.Provenance)
            Line(output, "step", Text($"{step.Step}: {KebabCase.Of(step.Outcome)} ({KebabCase.Of(step.Reason)}), {step.Milliseconds:0} ms{(step.Evidence.Length > 0 ? $" [{step.Evidence}]" : "")}"));
        Line(output, "time", string.Join(", ", run.Timings.Select(t => Text($"{t.Key} {t.Value:0} ms"))));
    }

    /// <summary>Prints a line a pair, and what they came to.</summary>
    public static void Print(TextWriter output, IReadOnlyList<FramePair> pairs)
    {
        foreach (FramePair p in pairs)
            output.WriteLine(Text($"{p.Name}: {(p.IsOk ? Text($"ok, {p.MethodUsed}, {100 * p.Known:0.0} % sure, median {p.MedianPx:0.00} px") : $"failed ({p.Reason})")}, {p.Ms:0} ms"));
        int failed = pairs.Count(p => !p.IsOk);
        output.WriteLine(Text($"{pairs.Count} pairs of frames, {failed} failed, {pairs.Sum(p => p.Ms) / 1000:0.0} s"));
    }

    private static string Motion(AlignmentResult alignment) =>
        !alignment.IsOk ? "follows no single homography"
        : alignment.Flow is null ? "follows one homography where the images overlap"
        : "sought for each pixel, near the homography that was found";

    private static void Line(TextWriter output, string label, string text) => output.WriteLine($"{label,-9} {text}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
