using Hybrid.Evaluation.Metrics;

namespace Hybrid.Evaluation.Statistics;

/// <summary>Method A against method B on the same pairs, by one metric. Deltas are A − B in the metric's unit.</summary>
public sealed record PairedComparison
{
    /// <summary>Pairs that a test takes: with fewer no outcome of the signed ranks has a p below 5 % (2⁻⁴ at five).</summary>
    public const int MinPairs = 6;

    /// <summary>The method compared.</summary>
    public required string A { get; init; }

    /// <summary>The method compared with.</summary>
    public required string B { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The tier that the pairs are of; null for all pairs.</summary>
    public string? Tier { get; init; }

    /// <summary>Number of pairs; failures count as the metric's failure value and are never dropped.</summary>
    public required int N { get; init; }

    /// <summary>Mean of the paired differences.</summary>
    public required double MeanDelta { get; init; }

    /// <summary>95 % BCa bootstrap interval of the mean; none below <see cref="MinPairs"/> pairs.</summary>
    public required Interval Ci95 { get; init; }

    /// <summary>Median of the paired differences.</summary>
    public required double MedianDelta { get; init; }

    /// <summary>95 % order-statistic interval of the median.</summary>
    public required Interval MedianCi95 { get; init; }

    /// <summary>Two-sided p of Wilcoxon's signed-rank test; NaN below <see cref="MinPairs"/> pairs.</summary>
    public required double P { get; init; }

    /// <summary>p after Holm's correction over the table.</summary>
    public double PHolm { get; init; } = double.NaN;

    /// <summary>Pairs on which A is better by more than the tie margin.</summary>
    public required int Wins { get; init; }

    /// <summary>Pairs within the tie margin.</summary>
    public required int Ties { get; init; }

    /// <summary>Pairs on which A is worse by more than the tie margin.</summary>
    public required int Losses { get; init; }

    /// <summary>Half-width of what counts as a tie, in the metric's unit.</summary>
    public required double TieMargin { get; init; }

    /// <summary>The difference that <see cref="PairsNeeded"/> is about.</summary>
    public required double PowerDelta { get; init; }

    /// <summary>Pairs needed to see a mean difference of <see cref="PowerDelta"/> with 80 % probability.</summary>
    public required double PairsNeeded { get; init; }

    /// <summary>Whether A is better, where the interval excludes zero and the (corrected) test agrees at 5 %; else null.</summary>
    public bool? AIsBetter => (double.IsNaN(PHolm) ? P : PHolm) < 0.05 ? IntervalFavoursA : null;

    /// <summary>Which side of zero the interval lies on, as better for A; null where it holds zero.</summary>
    public bool? IntervalFavoursA => !Ci95.ExcludesZero || MetricCatalogue.Info(Metric).Better == Direction.Neutral
        ? null
        : Ci95.Low > 0 == (MetricCatalogue.Info(Metric).Better == Direction.Higher);

    /// <summary>What counts as a tie, by unit: 0.05 px, 0.005 of a fraction, 0.05 dB, half a count.</summary>
    public static double MarginOf(MetricInfo metric) => metric.Unit switch { "px" => 0.05, "fraction" => 0.005, "dB" => 0.05, _ => 0.5 };

    /// <summary>Compares bounded values of the same pairs.</summary>
    /// <param name="a">Name of A.</param>
    /// <param name="b">Name of B.</param>
    /// <param name="metric">What the values are.</param>
    /// <param name="valuesA">Of A, finite, one a pair.</param>
    /// <param name="valuesB">Of B, in the same order.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="tier">The tier that the pairs are of.</param>
    /// <param name="resamples">Resamples of the bootstrap.</param>
    public static PairedComparison Of(
        string a, string b, MetricInfo metric, ReadOnlySpan<double> valuesA, ReadOnlySpan<double> valuesB, int seed, string? tier = null,
        int resamples = Bootstrap.DefaultResamples)
    {
        double[] differences = new double[valuesA.Length];
        double margin = MarginOf(metric), sign = metric.Better == Direction.Higher ? 1 : -1, sum = 0;
        int wins = 0, ties = 0, losses = 0;
        for (int i = 0; i < differences.Length; i++)
        {
            double d = differences[i] = valuesA[i] - valuesB[i];
            sum += d;
            if (Math.Abs(d) <= margin)
                ties++;
            else if (d * sign > 0)
                wins++;
            else
                losses++;
        }
        double powerDelta = 2 * margin;
        return new PairedComparison
        {
            A = a,
            B = b,
            Metric = metric.Name,
            Tier = tier,
            N = differences.Length,
            MeanDelta = differences.Length == 0 ? double.NaN : sum / differences.Length,
            Ci95 = differences.Length < MinPairs ? Interval.None : Bootstrap.MeanInterval(differences, seed, resamples),
            P = differences.Length < MinPairs ? double.NaN : WilcoxonSignedRank.PValue(differences),
            Wins = wins,
            Ties = ties,
            Losses = losses,
            TieMargin = margin,
            PowerDelta = powerDelta,
            PairsNeeded = Power.PairsNeeded(differences, powerDelta),
            MedianCi95 = MedianInterval.Of(differences),
            MedianDelta = Quantiles.Median(differences),
        };
    }

    /// <summary>The same comparisons with Holm's correction over all of them.</summary>
    public static IReadOnlyList<PairedComparison> WithHolm(IReadOnlyList<PairedComparison> table)
    {
        double[] adjusted = Holm.Adjust([.. table.Select(c => c.P)]);
        return [.. table.Select((c, i) => c with { PHolm = adjusted[i] })];
    }
}
