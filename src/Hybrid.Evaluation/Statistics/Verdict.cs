using System.Globalization;
using System.Text;
using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Statistics;

/// <summary>Says in a sentence what a comparison supports, and never more than its interval does.</summary>
public static class Verdict
{
    /// <summary>One sentence on all pairs, and one on each tier that differs from it or shows nothing.</summary>
    /// <param name="all">The comparison over all pairs.</param>
    /// <param name="tiers">The same methods and metric, tier by tier.</param>
    public static string Sentence(PairedComparison all, IReadOnlyList<PairedComparison> tiers)
    {
        MetricInfo metric = MetricCatalogue.Info(all.Metric);
        var text = new StringBuilder();
        if (all.N < PairedComparison.MinPairs)
            return $"{all.A} and {all.B} share {all.N} pair{(all.N == 1 ? "" : "s")} with {all.Metric}: too few for a test, which takes {PairedComparison.MinPairs}.";
        if (all.AIsBetter is { } better)
        {
            text.Append(CultureInfo.InvariantCulture, $"{all.A} {(better ? "beats" : "loses to")} {all.B} on {all.Metric}: ");
            text.Append(CultureInfo.InvariantCulture, $"{(better ? "better" : "worse")} on {(better ? all.Wins : all.Losses)} of {all.N} pairs, {(better ? "worse" : "better")} on {(better ? all.Losses : all.Wins)}; ");
        }
        else if (all.IntervalFavoursA is { } favoured)
        {
            text.Append(CultureInfo.InvariantCulture, $"The interval favours {(favoured ? all.A : all.B)} over {(favoured ? all.B : all.A)} on {all.Metric}, the rank test does not confirm it: {all.A} has {all.Wins} wins, {all.Ties} ties, {all.Losses} losses in {all.N} pairs; ");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"No evidence of a difference between {all.A} and {all.B} on {all.Metric}: {all.Wins} wins, {all.Ties} ties, {all.Losses} losses in {all.N} pairs; ");
        }
        text.Append(CultureInfo.InvariantCulture, $"mean {Signed(all.MeanDelta)}{Unit(metric)} {Bounds(all.Ci95)}, median {Signed(all.MedianDelta)}{Unit(metric)}");
        if (!double.IsNaN(all.MedianCi95.Low))
            text.Append(CultureInfo.InvariantCulture, $" {Bounds(all.MedianCi95)}");
        if (!double.IsNaN(all.PHolm))
            text.Append(CultureInfo.InvariantCulture, $", p {(all.PHolm < 0.001 ? "< 0.001" : "= " + all.PHolm.ToString("0.000", CultureInfo.InvariantCulture))} (Holm)");
        text.Append('.');
        string[] silent = [.. tiers.Where(t => t.AIsBetter is null).Select(t => t.Tier!)];
        if (all.AIsBetter is not null && silent.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $" No evidence of a difference on the {string.Join(", ", silent)} tier{(silent.Length > 1 ? "s" : "")}.");
        foreach (PairedComparison tier in tiers.Where(t => t.AIsBetter is not null && t.AIsBetter != all.AIsBetter))
            text.Append(CultureInfo.InvariantCulture, $" On the {tier.Tier} tier {tier.A} is {(tier.AIsBetter == true ? "better" : "worse")}: mean {Signed(tier.MeanDelta)}{Unit(metric)} {Bounds(tier.Ci95)}, n = {tier.N}.");
        if (all.AIsBetter is null && all.PairsNeeded > all.N)
            text.Append(CultureInfo.InvariantCulture, $" About {all.PairsNeeded:0} pairs would be needed to see {all.PowerDelta:0.###}{Unit(metric)}.");
        return text.ToString();
    }

    private static string Signed(double value) => value.ToString(value < 0 ? "0.###" : "+0.###;-0.###;0", CultureInfo.InvariantCulture).Replace("-", "\u2212", StringComparison.Ordinal);

    private static string Bounds(Interval i) => $"[{Signed(i.Low)}, {Signed(i.High)}]";

    private static string Unit(MetricInfo metric) => metric.Unit is "px" or "dB" ? " " + metric.Unit : "";
}
