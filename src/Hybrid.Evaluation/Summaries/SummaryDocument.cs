using System.Text.Json.Serialization;
using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Summaries;

/// <summary>A summary as <c>summary.json</c> has it: objects by name where the summary has lists, null where a value is not finite.</summary>
internal sealed record SummaryDocument(
    string Dataset, int N, OrderedDictionary<string, SummaryDocument.MethodPart> Methods,
    OrderedDictionary<string, OrderedDictionary<string, SummaryDocument.MethodPart>> Tiers,
    OrderedDictionary<string, OrderedDictionary<string, SummaryDocument.MethodPart>> Datasets,
    OrderedDictionary<string, OrderedDictionary<string, SummaryDocument.MethodPart>> Families,
    OrderedDictionary<string, OrderedDictionary<string, SummaryDocument.MethodPart>> Tags,
    SummaryDocument.ComparisonPart[] Comparisons, SummaryDocument.ComparisonPart[] TierComparisons,
    IReadOnlyList<string> Verdicts, string[] Protocol, OrderedDictionary<string, string> Definitions)
{
    public static SummaryDocument Of(RunSummary summary) => new(
        summary.Dataset, summary.N, Parts(summary.Methods), Groups(summary.Tiers), Groups(summary.Datasets), Groups(summary.Families), Groups(summary.Tags),
        [.. summary.Comparisons.Select(ComparisonPart.Of)], [.. summary.TierComparisons.Select(ComparisonPart.Of)], summary.Verdicts,
        [.. summary.Protocol.Select(p => $"{p.Key}: {p.Value}")],
        new(summary.Methods.SelectMany(m => m.Value.Metrics.Keys).Distinct().Select(name => KeyValuePair.Create(name, Definition(MetricCatalogue.Info(name))))));

    private static OrderedDictionary<string, MethodPart> Parts(IReadOnlyList<KeyValuePair<string, MethodSummary>> methods) =>
        new(methods.Select(m => KeyValuePair.Create(m.Key, MethodPart.Of(m.Value))));

    private static OrderedDictionary<string, OrderedDictionary<string, MethodPart>> Groups(IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, MethodSummary>>>> groups) =>
        new(groups.Select(g => KeyValuePair.Create(g.Key, Parts(g.Value))));

    private static string Definition(MetricInfo info) =>
        $"{info.Definition} ({info.Unit}{(info.Better == Direction.Neutral ? "" : info.Better == Direction.Lower ? ", lower is better" : ", higher is better")})";

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static OrderedDictionary<string, double?> Finite(IEnumerable<KeyValuePair<string, double>> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Key, Finite(v.Value))));

    internal sealed record MethodPart(
        int N, double? Failures, double? MsMedian, double? MsP95, double? PeakMb, OrderedDictionary<string, double?> Metrics, OrderedDictionary<string, int> MetricN,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConfidencePart? Confidence,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderedDictionary<string, double?>? SeedDeviation)
    {
        public static MethodPart Of(MethodSummary m) => new(
            m.N, Finite(m.Failures), Finite(m.MedianMilliseconds), Finite(m.P95Milliseconds), Finite(m.PeakMegabytes), Finite(m.Metrics),
            new(m.Metrics.Keys.Where(m.Counts.ContainsKey).Select(name => KeyValuePair.Create(name, m.Counts[name]))),
            m.Confidence is { } confidence ? ConfidencePart.Of(confidence) : null, m.SeedDeviation.Count > 0 ? Finite(m.SeedDeviation) : null);
    }

    internal sealed record ConfidencePart(double? N, double? Ece, BinPart[] Bins, PointPart[] Curve)
    {
        public static ConfidencePart Of(ConfidenceSummary c) => new(
            Finite(c.N), Finite(c.Ece), [.. c.Bins.Select(b => new BinPart(b.Low, b.High, Finite(b.N), Finite(b.Confidence), Finite(b.Accuracy)))],
            [.. c.Curve.Select(p => new PointPart(p.Threshold, Finite(p.Right), Finite(p.Wrong)))]);
    }

    internal sealed record BinPart(double Low, double High, double? N, double? Confidence, double? Accuracy);

    internal sealed record PointPart(double Threshold, double? Right, double? Wrong);

    internal sealed record ComparisonPart(
        string A, string B, string Metric, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tier,
        int N, double? MeanDelta, double[]? Ci95, double? MedianDelta, double[]? MedianCi95, double? P, double? PHolm, int Wins, int Ties, int Losses,
        double? TieMargin, double? PowerDelta, double? PairsNeeded)
    {
        public static ComparisonPart Of(PairedComparison c) => new(
            c.A, c.B, c.Metric, c.Tier, c.N, Finite(c.MeanDelta), Bounds(c.Ci95), Finite(c.MedianDelta), Bounds(c.MedianCi95), Finite(c.P), Finite(c.PHolm),
            c.Wins, c.Ties, c.Losses, Finite(c.TieMargin), Finite(c.PowerDelta), Finite(c.PairsNeeded));

        private static double[]? Bounds(Interval interval) => double.IsNaN(interval.Low) ? null : [interval.Low, interval.High];
    }
}
