using System.Globalization;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Names of the areas under the curve of transfer errors.</summary>
public static class AucMetric
{
    private const string ExactPrefix = "auc@", TrapezoidPrefix = "auc_trapezoid@";

    /// <summary>The thresholds, px.</summary>
    public static IReadOnlyList<int> Thresholds { get; } = [1, 3, 5, 10];

    /// <summary>The errors that they are of.</summary>
    public const string Error = "transfer_error_px";

    /// <summary>Name of the exact area up to t px, e.g. <c>auc@3</c>.</summary>
    public static string Exact(int threshold) => string.Create(CultureInfo.InvariantCulture, $"{ExactPrefix}{threshold}");

    /// <summary>Name of the area by the trapezoid rule, e.g. <c>auc_trapezoid@3</c>.</summary>
    public static string Trapezoid(int threshold) => string.Create(CultureInfo.InvariantCulture, $"{TrapezoidPrefix}{threshold}");

    /// <summary>The threshold in the name of an exact area; null for any other name.</summary>
    public static double? ThresholdOf(string name) =>
        name.StartsWith(ExactPrefix, StringComparison.Ordinal) && double.TryParse(name.AsSpan(ExactPrefix.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double t) && t > 0 ? t : null;

    /// <summary>What the areas mean.</summary>
    public static IEnumerable<MetricInfo> Infos =>
    [
        .. Thresholds.Select(t => new MetricInfo(Exact(t), "fraction", Direction.Higher, 0, string.Create(CultureInfo.InvariantCulture, $"exact area under the cumulative curve of {Error} up to {t} px, over {t}: the mean over the pairs of max(0, 1 - e/{t}), failures 0"))),
        .. Thresholds.Select(t => new MetricInfo(Trapezoid(t), "fraction", Direction.Higher, 0, string.Create(CultureInfo.InvariantCulture, $"the same area by the trapezoid rule on the sorted errors, as published scripts compute it: up to 1/(2n) more than {Exact(t)}"))),
    ];
}
