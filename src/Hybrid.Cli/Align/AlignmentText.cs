using System.Globalization;
using Hybrid.Alignment;

namespace Hybrid.Cli.Align;

/// <summary>An alignment in a few lines for people.</summary>
internal static class AlignmentText
{
    /// <summary>Prints the summary.</summary>
    public static void Print(TextWriter output, AlignmentResult alignment, RunRecord run)
    {
        Line(output, "status", alignment.IsOk ? "ok" : "failed", $"({KebabCase.Of(alignment.Reason)})");
        Line(output, "method", alignment.MethodUsed, alignment.MethodUsed == alignment.MethodRequested ? "" : $"(asked for {alignment.MethodRequested})");
        Line(output, "evidence", string.Create(CultureInfo.InvariantCulture,
            $"{alignment.Inliers.Count} inliers of {alignment.MatchCount} matches, confidence {alignment.Confidence:0.00}, overlap {alignment.Overlap:0.00}, holds on {100 * alignment.Extent:0} % of it"), "");
        foreach (ProvenanceStep step in alignment.Provenance)
        {
            Line(output, "step", string.Create(CultureInfo.InvariantCulture,
                $"{step.Step}: {KebabCase.Of(step.Outcome)} ({KebabCase.Of(step.Reason)}), {step.Milliseconds:0} ms"), step.Evidence.Length > 0 ? $"[{step.Evidence}]" : "");
        }
        if (alignment.IsOk && alignment.Homography is { } h)
        {
            double[] m = h.Normalized().ToRowMajor();
            for (int row = 0; row < 3; row++)
            {
                Line(output, row == 0 ? "A to B" : "",
                    string.Join(' ', m.Skip(3 * row).Take(3).Select(v => v.ToString("0.000000e+0", CultureInfo.InvariantCulture).PadLeft(14))), "");
            }
        }
        Line(output, "time", string.Join(", ", run.Timings.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key} {t.Value:0} ms"))), "");
    }

    private static void Line(TextWriter output, string label, string text, string detail) =>
        output.WriteLine($"{label,-9} {text}{(detail.Length > 0 ? " " : "")}{detail}");
}
