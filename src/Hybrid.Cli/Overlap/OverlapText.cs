using System.Globalization;

namespace Hybrid.Cli.Overlap;

/// <summary>An overlap in a few lines for people.</summary>
internal static class OverlapText
{
    /// <summary>Prints the summary.</summary>
    public static void Print(TextWriter output, OverlapReport report)
    {
        Line(output, "overlap", report.Masks.Overlaps
            ? Text($"{100 * report.Masks.FractionA:0.0} % of A, {100 * report.Masks.FractionB:0.0} % of B")
            : $"none ({KebabCase.Of(report.Masks.Reason)})");
        Line(output, "method", Text($"{report.Masks.Method}, probability of an overlap {report.Masks.Probability:0.000}"));
        foreach (ProvenanceStep step in report.Masks.Provenance)
            Line(output, "step", Text($"{step.Step}: {KebabCase.Of(step.Outcome)}, {step.Milliseconds:0} ms{(step.Evidence.Length > 0 ? $" [{step.Evidence}]" : "")}"));
        Line(output, "time", string.Join(", ", report.Timings.Select(t => Text($"{t.Key} {t.Value:0} ms"))));
    }

    private static void Line(TextWriter output, string label, string text) => output.WriteLine($"{label,-9} {text}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
