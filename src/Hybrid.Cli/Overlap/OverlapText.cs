using System.Globalization;
using Hybrid.Overlap;

namespace Hybrid.Cli.Overlap;

/// <summary>An overlap in a few lines for people.</summary>
internal static class OverlapText
{
    /// <summary>Prints the summary.</summary>
    public static void Print(TextWriter output, OverlapResult masks, RunRecord run)
    {
        Line(output, "overlap", masks.Overlaps
            ? Text($"{100 * masks.FractionA:0.0} % of A, {100 * masks.FractionB:0.0} % of B")
            : $"none ({KebabCase.Of(masks.Reason)})");
        Line(output, "method", Text($"{masks.MethodUsed}, probability of an overlap {masks.Probability:0.000}"));
        foreach (ProvenanceStep step in masks.Provenance)
            Line(output, "step", Text($"{step.Step}: {KebabCase.Of(step.Outcome)}, {step.Milliseconds:0} ms{(step.Evidence.Length > 0 ? $" [{step.Evidence}]" : "")}"));
        Line(output, "time", string.Join(", ", run.Timings.Select(t => Text($"{t.Key} {t.Value:0} ms"))));
    }

    private static void Line(TextWriter output, string label, string text) => output.WriteLine($"{label,-9} {text}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
