using Hybrid.Evaluation.Metrics;
using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Tests.Statistics;

public class ComparisonTests
{
    private static readonly MetricInfo Error = MetricCatalogue.Info("transfer_error_px");

    [Fact]
    public void Holm_multiplies_the_smallest_by_the_count_and_never_decreases()
    {
        // Holm 1979: sorted 0.01, 0.02, 0.03, 0.04 of 4 become 0.04, 0.06, 0.06, 0.06.
        Assert.Equal([0.06, 0.04, 0.06, 0.06], Holm.Adjust([0.03, 0.01, 0.04, 0.02]).Select(p => Math.Round(p, 12)));
        Assert.Equal([1.0, 1.0], Holm.Adjust([0.9, 0.8]));
        Assert.Equal(0.05, Holm.Adjust([double.NaN, 0.05])[1]);
    }

    [Fact]
    public void The_median_interval_takes_the_binomial_order_statistics()
    {
        // n = 20: the 6th and 15th values (coverage 95.86 %).
        Assert.Equal(new Interval(6, 15), MedianInterval.Of([.. Enumerable.Range(1, 20).Select(i => (double)i)]));
        Assert.True(double.IsNaN(MedianInterval.Of([1, 2, 3, 4, 5]).Low));
        Assert.Equal(new Interval(1, 6), MedianInterval.Of([1, 2, 3, 4, 5, 6]));
    }

    [Fact]
    public void Wins_ties_and_losses_follow_the_metric_s_direction_and_the_margin()
    {
        PairedComparison lower = PairedComparison.Of("a", "b", Error, [1, 2, 3, 4], [2, 2.01, 2, 4], 0);
        Assert.Equal((1, 2, 1), (lower.Wins, lower.Ties, lower.Losses));
        PairedComparison higher = PairedComparison.Of("a", "b", MetricCatalogue.Info("auc@3"), [1, 0.5], [0.2, 0.6], 0);
        Assert.Equal((1, 0, 1), (higher.Wins, higher.Ties, higher.Losses));
    }

    [Fact]
    public void A_failure_counts_as_the_cap_and_is_not_dropped()
    {
        Assert.Equal(50, Error.Bounded(double.PositiveInfinity));
        Assert.Equal(50, Error.Bounded(1e9));
        Assert.Equal(1.5, Error.Bounded(1.5));
        Assert.Equal(0, MetricCatalogue.Info("pck@3").Bounded(double.PositiveInfinity));
    }

    [Fact]
    public void Power_follows_the_normal_formula()
    {
        // sd 1 and a difference of 0.5: ((1.95996 + 0.84162) / 0.5)^2 = 31.4.
        double[] differences = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 1.0 : -1.0)];
        Assert.Equal(32, Power.PairsNeeded(differences, 0.5), 1.0);
    }

    [Fact]
    public void A_clear_difference_is_claimed_and_an_unclear_one_is_not()
    {
        double[] b = [.. Enumerable.Range(0, 40).Select(i => 2 + Math.Sin(i))];
        PairedComparison clear = PairedComparison.Of("a", "b", Error, [.. b.Select((v, i) => v - 0.5 - 0.1 * Math.Cos(i))], b, 0);
        PairedComparison none = PairedComparison.Of("a", "b", Error, [.. b.Select((v, i) => v + Math.Cos(3 * i))], b, 0);
        Assert.StartsWith("a beats b on transfer_error_px: better on 40 of 40 pairs, worse on 0", Verdict.Sentence(clear, []), StringComparison.Ordinal);
        Assert.StartsWith("No evidence of a difference between a and b", Verdict.Sentence(none, []), StringComparison.Ordinal);
        Assert.Contains("pairs would be needed to see 0.1 px", Verdict.Sentence(none, []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mean_carried_by_one_pair_is_not_claimed()
    {
        double[] b = [.. Enumerable.Repeat(1.0, 12)], a = [.. b];
        a[0] = 0;
        a[1] = 0.9;
        PairedComparison comparison = PairedComparison.Of("a", "b", Error, a, b, 0);
        Assert.Null(comparison.AIsBetter);
        Assert.DoesNotContain("beats", Verdict.Sentence(comparison, []), StringComparison.Ordinal);
    }
}
