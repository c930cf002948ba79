using Hybrid.Evaluation.Statistics;

namespace Hybrid.Evaluation.Tests.Statistics;

public class WilcoxonSignedRankTests
{
    [Fact]
    public void Small_samples_agree_with_the_enumeration_of_every_sign_pattern()
    {
        double[][] samples = [[1, 2, 3, 4, 5, -6], [0.5, -0.5, 1.5, 1.5, 2, 0, -3, 4], [1, 1, 1, -1, 2, 2], [0, 0, 3, -1, 2], [-1, -2, -3, -4, -5, -6, -7, -8]];
        foreach (double[] sample in samples)
            Assert.Equal(Enumerated(sample), WilcoxonSignedRank.PValue(sample), 1e-12);
    }

    [Fact]
    public void The_published_table_is_met()
    {
        // n = 10, W+ = 8 has a two-sided p of 0.0488 (Hollander, Wolfe and Chicken, table A.4).
        double[] differences = [-1, -2, 3, -4, 5, -6, -7, -8, -9, -10];
        Assert.Equal(0.0488, WilcoxonSignedRank.PValue(differences), 0.0001);
    }

    [Fact]
    public void The_approximation_meets_the_exact_value_where_both_apply()
    {
        double[] fifty = [.. Enumerable.Range(1, 50).Select(i => i % 3 == 0 ? -i : (double)i)];
        double[] fiftyOne = [.. fifty, 0.001];
        Assert.Equal(WilcoxonSignedRank.PValue(fifty), WilcoxonSignedRank.PValue(fiftyOne), 0.01);
    }

    [Fact]
    public void No_difference_at_all_is_no_evidence()
    {
        Assert.Equal(1, WilcoxonSignedRank.PValue([0, 0, 0]));
        Assert.True(double.IsNaN(WilcoxonSignedRank.PValue([])));
    }

    private static double Enumerated(double[] d)
    {
        double[] magnitudes = [.. d.Select(Math.Abs)];
        double Rank(double v) => magnitudes.Count(m => m < v) + (magnitudes.Count(m => m == v) + 1) / 2.0;
        double[] ranks = [.. d.Where(v => v != 0).Select(v => Rank(Math.Abs(v)))];
        double observed = d.Where(v => v > 0).Sum(Rank);
        int patterns = 1 << ranks.Length, lower = 0, upper = 0;
        for (int p = 0; p < patterns; p++)
        {
            double w = ranks.Where((_, i) => (p >> i & 1) == 1).Sum();
            lower += w <= observed + 1e-9 ? 1 : 0;
            upper += w >= observed - 1e-9 ? 1 : 0;
        }
        return Math.Min(1, 2.0 * Math.Min(lower, upper) / patterns);
    }
}
