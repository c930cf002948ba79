using System.Globalization;
using System.Net;
using System.Text;

namespace Hybrid.Stitching.Report;

/// <summary>The stages of a stitching as bars over an axis of time with round ticks.</summary>
internal static class TimeChart
{
    private const int MostTicks = 5;

    /// <summary>The chart's HTML; steps that took no time, being parts of a stage, are left out.</summary>
    public static string Draw(IReadOnlyList<ProvenanceStep> steps)
    {
        ProvenanceStep[] shown = [.. steps.Where(s => s.Milliseconds > 0)];
        if (shown.Length == 0)
            return "<p>Not measured.</p>";
        (double tick, double end) = Axis(shown.Max(s => s.Milliseconds));
        var html = new StringBuilder("<div class=\"time\">");
        foreach (ProvenanceStep step in shown)
        {
            double share = 100 * step.Milliseconds / end;
            // The number stands behind its bar, or where that would run out of the chart on the left of its end.
            string place = share < 80 ? $"left:{Number(share)}%" : "right:0;background:var(--paper)";
            html.Append(CultureInfo.InvariantCulture, $"\n<span>{WebUtility.HtmlEncode(step.Step)}</span><div class=\"bar\"><i style=\"width:{Number(share)}%\"></i><b style=\"{place}\">{Duration(step.Milliseconds)}</b></div>");
        }
        html.Append("\n<span></span><div class=\"axis\">");
        for (double at = 0; at <= end * 1.0001; at += tick)
            html.Append(CultureInfo.InvariantCulture, $"<span style=\"left:{Number(100 * at / end)}%\">{Tick(at, end)}</span>");
        return html.Append("</div></div>").ToString();
    }

    /// <summary>A time as people write it.</summary>
    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 999.5 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F0} ms"),
        < 99_950 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:F1} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:F1} min"),
    };

    /// <summary>The distance of ticks, 1, 2 or 5 of a power of ten of the unit in which they are written, and the last of them.</summary>
    public static (double Tick, double End) Axis(double longest)
    {
        double unit = Unit(longest), least = longest / unit / MostTicks, power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double tick = unit * power * (least <= power ? 1 : least <= 2 * power ? 2 : least <= 5 * power ? 5 : 10);
        return (tick, tick * Math.Ceiling(longest / tick));
    }

    private static string Tick(double at, double end) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(at / Unit(end), 6)} {(Unit(end) < 10 ? "ms" : Unit(end) < 10_000 ? "s" : "min")}");

    private static double Unit(double milliseconds) => milliseconds < 1000 ? 1 : milliseconds < 120_000 ? 1000 : 60_000;

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
