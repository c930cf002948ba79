using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Methods;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Every metric there is. The order is that of tables.</summary>
public static class MetricCatalogue
{
    private static readonly Dictionary<string, MetricInfo> ByName;

    static MetricCatalogue()
    {
        ByName = All.SelectMany(m => m.Values).Concat(Derived).ToDictionary(v => v.Name, StringComparer.Ordinal);
        Order = ByName.Keys.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
    }

    /// <summary>The metrics.</summary>
    public static IReadOnlyList<IMetric> All { get; } =
        [new PlanarMetrics(), new ScenePointMetrics(), new FlowMetrics(), new StereoMetrics(), new StitchingMetrics(), new RestorationMetrics(), new OverlapMetrics(), new AnswerMetrics(), new MatchMetrics()];

    /// <summary>Values that only a whole set of pairs has.</summary>
    public static IReadOnlyList<MetricInfo> Derived { get; } =
    [
        .. AucMetric.Infos,
        new("above10", "fraction", Direction.Lower, 1, "share of the pairs with a transfer error above 10 px or failed"),
        new("wrong_ok_share", "fraction", Direction.Lower, 1, "wrong_ok over all pairs that end ok and have a transfer error"),
        new("right_refused", "fraction", Direction.Lower, double.NaN, "of the answers within 8 px, those that the method itself refused"),
        new("ece", "fraction", Direction.Lower, double.NaN, "expected calibration error: mean distance of confidence and share of right answers (within 8 px) over ten bins of confidence, weighted by their answers; unrelated pairs are never right"),
        new("wrong_ok", "count", Direction.Lower, double.NaN, "pairs reported ok whose transfer error is above 20 px"),
    ];

    /// <summary>The values that tables for people show, where a run has them, in their order; the others stand in <c>summary.json</c>.</summary>
    public static IReadOnlyList<string> Headline { get; } =
    [
        "auc@1", "auc@3", "auc@5", "auc@10", "transfer_error_px_median", "above10", "wrong_ok", "false_alarm", "refusal", "right_answer", "wrong_answer", "ece",
        "pck@3", "epe_px", "fl_all", "bad2_all", "overlap_psnr_db", "psnr_db", "ssim", "psnr_gain_db", "aligned_psnr_gain_db", "overlap_iou",
    ];

    /// <summary>Whether every pair has a value of its own, so that methods can be compared pair by pair.</summary>
    public static bool IsOfPairs(string name) => Contains(name) && (AucMetric.ThresholdOf(name) is not null || !Derived.Any(d => d.Name == name));

    private static Dictionary<string, int> Order { get; }

    /// <summary>What a value means; a name that is not of the catalogue is described as such.</summary>
    public static MetricInfo Info(string name)
    {
        if (ByName.TryGetValue(name, out MetricInfo? info))
            return info;
        const string median = "_median";
        return name.EndsWith(median, StringComparison.Ordinal) && ByName.TryGetValue(name[..^median.Length], out MetricInfo? of)
            ? of with { Name = name, Definition = "median over the pairs of: " + of.Definition }
            : new MetricInfo(name, "", Direction.Neutral, double.NaN, "a value of another version");
    }

    /// <summary>Whether the catalogue has a value of that name.</summary>
    public static bool Contains(string name) => ByName.ContainsKey(name);

    /// <summary>Every name in the order of tables.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>Place of a name in tables.</summary>
    public static int Rank(string name) => Order.GetValueOrDefault(name, int.MaxValue);

    /// <summary>Measures everything that applies.</summary>
    public static MetricValues Measure(Prediction prediction, LabelledPair pair)
    {
        var values = new MetricValues();
        foreach (IMetric metric in All)
            metric.Measure(prediction, pair, values);
        return values;
    }
}
