using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Summaries;

/// <summary>Condenses a method's columns over a set of pairs.</summary>
public static class MethodSummarizer
{
    /// <summary>Summarises.</summary>
    /// <param name="method">Its columns.</param>
    /// <param name="pairs">Pair indices; those without a record of the method are left out.</param>
    public static MethodSummary Summarize(MethodResults method, IReadOnlyList<int> pairs)
    {
        var seeds = new List<Dictionary<string, double>>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var times = new List<double>();
        var answers = new List<JudgedAnswer>();
        double peak = 0, failures = 0;
        int n = 0;
        foreach (SeedResults seed in method.Seeds)
        {
            int[] own = [.. pairs.Where(i => i < seed.Present.Length && seed.Present[i])];
            n = Math.Max(n, own.Length);
            failures += own.Count(i => !seed.Ok[i] && double.IsNaN(seed.At(AnswerMetrics.FalseAlarm, i)));
            answers.AddRange(AnswerJudge.Judge(seed, own));
            foreach (int i in own)
            {
                times.Add(seed.Milliseconds[i]);
                peak = Math.Max(peak, seed.PeakMegabytes[i]);
            }
            seeds.Add(Values(seed, own, counts));
        }
        var metrics = new SortedDictionary<string, double>(TableOrder);
        var deviations = new SortedDictionary<string, double>(TableOrder);
        foreach (string name in seeds.SelectMany(s => s.Keys).Distinct())
        {
            double[] values = [.. seeds.Where(s => s.ContainsKey(name)).Select(s => s[name])];
            double mean = metrics[name] = values.Average();
            if (values.Length > 1)
                deviations[name] = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        }
        ConfidenceSummary? confidence = ConfidenceSummary.Of(answers, Math.Max(1, method.Seeds.Count));
        if (confidence is not null)
            (metrics["ece"], counts["ece"]) = (confidence.Ece, (int)Math.Round(confidence.N));
        double[] ms = [.. times];
        return new MethodSummary
        {
            N = n,
            Failures = seeds.Count == 0 ? 0 : failures / seeds.Count,
            MedianMilliseconds = Quantiles.Median(ms),
            P95Milliseconds = Quantiles.At(ms, 0.95),
            PeakMegabytes = peak,
            Metrics = metrics,
            Counts = counts,
            SeedDeviation = deviations,
            Confidence = confidence,
        };
    }

    /// <summary>Names in the order of the catalogue, medians behind their means.</summary>
    public static IComparer<string> TableOrder { get; } = Comparer<string>.Create((a, b) =>
    {
        int rank = Rank(a).CompareTo(Rank(b));
        return rank != 0 ? rank : string.CompareOrdinal(a, b);
    });

    private static int Rank(string name)
    {
        if (AucMetric.ThresholdOf(name) is { } t)
            return -1000 + (int)t;
        const string median = "_median";
        return MetricCatalogue.Contains(name) || !name.EndsWith(median, StringComparison.Ordinal) ? MetricCatalogue.Rank(name) : MetricCatalogue.Rank(name[..^median.Length]);
    }

    private static Dictionary<string, double> Values(SeedResults seed, int[] pairs, Dictionary<string, int> counts)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string name in seed.Metrics)
        {
            MetricInfo info = MetricCatalogue.Info(name);
            double[] column = seed.Metric(name)!;
            var raw = new List<double>(pairs.Length);
            double sum = 0;
            int count = 0;
            foreach (int i in pairs)
            {
                if (double.IsNaN(column[i]))
                    continue;
                raw.Add(column[i]);
                double bounded = info.Bounded(column[i]);
                if (double.IsNaN(bounded))
                    continue;
                sum += bounded;
                count++;
            }
            if (count > 0)
            {
                values[name] = sum / count;
                counts[name] = Math.Max(counts.GetValueOrDefault(name), count);
            }
            if (raw.Count > 0 && info is { Unit: "px", Better: Direction.Lower } && !name.EndsWith("_median_px", StringComparison.Ordinal))
                values[name + "_median"] = info.Bounded(Quantiles.Median([.. raw]));
            if (name == AucMetric.Error && raw.Count > 0)
                AddCurve(values, [.. raw], seed, column, pairs);
        }
        return values;
    }

    private static void AddCurve(Dictionary<string, double> values, double[] errors, SeedResults seed, double[] column, int[] pairs)
    {
        foreach (int t in AucMetric.Thresholds)
        {
            values[AucMetric.Exact(t)] = AreaUnderCurve.Exact(errors, t);
            values[AucMetric.Trapezoid(t)] = AreaUnderCurve.Trapezoid(errors, t);
        }
        values["above10"] = errors.Count(e => !(e <= 10)) / (double)errors.Length;
        int answered = pairs.Count(i => seed.Ok[i] && !double.IsNaN(column[i])), wrong = pairs.Count(i => seed.Ok[i] && column[i] > AnswerMetrics.WrongPx);
        values["wrong_ok"] = wrong;
        if (answered > 0)
            values["wrong_ok_share"] = wrong / (double)answered;
        int right = pairs.Count(i => seed.Ok[i] && column[i] <= AnswerMetrics.RightPx), refused = pairs.Count(i => !seed.Ok[i] && seed.At("rejected_error_px", i) <= AnswerMetrics.RightPx);
        if (right + refused > 0)
            values["right_refused"] = refused / (double)(right + refused);
    }
}
