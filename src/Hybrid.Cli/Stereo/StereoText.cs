using System.Globalization;
using Hybrid.Cli.Infrastructure;
using Hybrid.Stereo;

namespace Hybrid.Cli.Stereo;

/// <summary>A stereo result in a few lines for people.</summary>
internal static class StereoText
{
    /// <summary>Prints the summary.</summary>
    public static void Print(TextWriter output, StereoResult result, BadPixels? errors, RunRecord run)
    {
        Line(output, "status", result.IsOk ? "ok" : $"failed ({StereoJson.Reason(result)})");
        Line(output, "method", result.MethodUsed + (result.MethodUsed == result.MethodRequested ? "" : $" (asked for {result.MethodRequested})"));
        if (result.IsOk)
            Line(output, "answer", Text($"disparities for {100 * result.Fill:0.0} % of the pixels, mean confidence {result.MeanConfidence:0.00}"));
        if (errors is { } bad)
            Line(output, "errors", Text($"{100 * bad.Bad1:0.00} % above 1 px, {100 * bad.Bad2:0.00} % above 2 px, {100 * bad.Bad4:0.00} % above 4 px or unanswered"));
        foreach (ProvenanceStep step in result.Provenance)
        {
            Line(output, "step", Text(
                $"{step.Step}: {KebabCase.Of(step.Outcome)}, {step.Milliseconds:0} ms{(step.Evidence.Length > 0 ? $" [{step.Evidence}]" : "")}"));
        }
        Line(output, "time", string.Join(", ", run.Timings.Select(t => Text($"{t.Key} {t.Value:0} ms"))));
    }

    /// <summary>Prints a line a pair, and what they came to.</summary>
    public static void Print(TextWriter output, IReadOnlyList<StereoOutcome> pairs)
    {
        foreach (StereoOutcome p in pairs)
        {
            string errors = p.Bad is { } bad ? Text($", {100 * bad.Bad2:0.00} % above 2 px") : "";
            string said = p.IsOk ? Text($"ok, {p.MethodUsed}, {100 * p.Fill:0.0} % of the pixels, mean confidence {p.Confidence:0.00}{errors}") : $"failed ({p.Reason})";
            output.WriteLine(Terminal.OneLine(Text($"{p.Names.Name}: {said}, {p.Ms:0} ms{(p.Text.Length > 0 ? $" [{p.Text}]" : "")}")));
        }
        output.WriteLine(Text($"{pairs.Count} pairs, {pairs.Count(p => !p.IsOk)} failed, {pairs.Sum(p => p.Ms) / 1000:0.0} s"));
    }

    private static void Line(TextWriter output, string label, string text) => output.WriteLine($"{label,-9} {text}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
