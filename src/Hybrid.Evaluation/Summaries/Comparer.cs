using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Summaries;

/// <summary>Compares methods pair by pair over a table of results.</summary>
public sealed class Comparer(ResultTable table, SummaryOptions options)
{
    /// <summary>What is compared where nothing is asked for; <c>auc@t</c> is compared by each pair's share max(0, 1 − e/t).</summary>
    public static IReadOnlyList<string> HeadlineMetrics { get; } =
        ["transfer_error_px", "auc@3", "point_error_px", "epe_px", "bad2_all", "psnr_db", "overlap_psnr_db", "overlap_iou"];

    /// <summary>What is compared besides where there are unrelated pairs.</summary>
    public static IReadOnlyList<string> AnswerComparisons { get; } = ["false_alarm", "refusal", "right_answer", "wrong_answer"];

    private readonly Dictionary<(string Method, string Metric), double[]> _columns = [];

    /// <summary>The methods compared, A with B.</summary>
    public IReadOnlyList<(MethodResults A, MethodResults B)> MethodPairs()
    {
        IReadOnlyList<MethodResults> methods = table.Methods;
        if (options.Baseline is not null)
        {
            MethodResults baseline = table.Find(options.Baseline);
            return [.. methods.Where(m => m != baseline).Select(m => (m, baseline))];
        }
        if (methods.Count > 4)
            return [.. methods.Skip(1).Select(m => (m, methods[0]))];
        return [.. methods.SelectMany((b, i) => methods.Skip(i + 1).Select(a => (a, b)))];
    }

    /// <summary>Comparisons over all pairs, Holm-corrected together.</summary>
    public IReadOnlyList<PairedComparison> Overall() =>
        PairedComparison.WithHolm([.. from m in MethodPairs() from metric in Metrics() select Compare(m.A, m.B, metric, table.Order, null) into c where c.N > 0 select c]);

    /// <summary>Comparisons by tier, Holm-corrected together.</summary>
    public IReadOnlyList<PairedComparison> ByTier()
    {
        var tiers = Tiers.Select(t => (Name: t, Pairs: (IReadOnlyList<int>)[.. table.Order.Where(i => table.Tiers[i] == t)])).Where(t => t.Pairs.Count > 0).ToList();
        if (tiers.Count < 2)
            return [];
        return PairedComparison.WithHolm([
            .. from m in MethodPairs() from metric in Metrics() from tier in tiers select Compare(m.A, m.B, metric, tier.Pairs, tier.Name) into c where c.N > 0 select c]);
    }

    /// <summary>Tiers in the order of tables.</summary>
    public static IReadOnlyList<string> Tiers { get; } = ["easy", "moderate", "hard", "unknown"];

    /// <summary>Metrics to compare.</summary>
    /// <exception cref="InputException">One is unknown.</exception>
    public IReadOnlyList<string> Metrics()
    {
        if (options.Metrics.Count == 0)
            return [.. HeadlineMetrics.Where(HasValues), .. HasValues(AnswerMetrics.FalseAlarm) ? AnswerComparisons.Where(HasValues) : []];
        foreach (string name in options.Metrics)
        {
            if (!MetricCatalogue.IsOfPairs(name))
                throw new InputException(NearestName.Message("metric", name, [.. MetricCatalogue.Names.Where(MetricCatalogue.IsOfPairs)]));
        }
        return options.Metrics;
    }

    private bool HasValues(string metric) => table.Methods.Any(m => Column(m, metric).Any(v => !double.IsNaN(v)));

    private PairedComparison Compare(MethodResults a, MethodResults b, string metric, IReadOnlyList<int> pairs, string? tier)
    {
        double[] columnA = Column(a, metric), columnB = Column(b, metric);
        int[] shared = [.. pairs.Where(i => !double.IsNaN(columnA[i]) && !double.IsNaN(columnB[i]))];
        return PairedComparison.Of(
            a.Name, b.Name, MetricCatalogue.Info(metric), Array.ConvertAll(shared, i => columnA[i]), Array.ConvertAll(shared, i => columnB[i]),
            options.Seed, tier, options.Resamples);
    }

    /// <summary>Bounded values by pair, means over the seeds; NaN where the pair has none.</summary>
    public double[] Column(MethodResults method, string metric)
    {
        if (_columns.TryGetValue((method.Name, metric), out double[]? known))
            return known;
        double? t = AucMetric.ThresholdOf(metric);
        MetricInfo info = MetricCatalogue.Info(metric);
        double[] sums = new double[table.Pairs.Count];
        int[] counts = new int[sums.Length];
        foreach (SeedResults seed in method.Seeds)
        {
            if (seed.Metric(t is null ? metric : AucMetric.Error) is not { } column)
                continue;
            for (int i = 0; i < sums.Length && i < column.Length; i++)
            {
                double value = double.IsNaN(column[i]) ? double.NaN : t is { } threshold ? AreaUnderCurve.Share(column[i], threshold) : info.Bounded(column[i]);
                if (double.IsNaN(value))
                    continue;
                sums[i] += value;
                counts[i]++;
            }
        }
        for (int i = 0; i < sums.Length; i++)
            sums[i] = counts[i] == 0 ? double.NaN : sums[i] / counts[i];
        return _columns[(method.Name, metric)] = sums;
    }
}
