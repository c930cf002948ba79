namespace Hybrid.Evaluation.Statistics;

/// <summary>Wilcoxon's signed-rank test that paired differences are symmetric about zero.</summary>
/// <remarks>
/// Zeros by Pratt's method (ranked, then left out), ties by mid-ranks. Up to 50 non-zero differences the p value is
/// exact, conditional on the ranks, so exact with ties too; above that the normal approximation with the variance of
/// the actual ranks. Pratt, JASA 1959; Hollander, Wolfe and Chicken, section 3.1.
/// </remarks>
public static class WilcoxonSignedRank
{
    /// <summary>Largest number of non-zero differences for which p is exact.</summary>
    public const int ExactLimit = 50;

    /// <summary>The two-sided p value; 1 where every difference is zero, NaN for none.</summary>
    /// <param name="differences">Finite paired differences.</param>
    public static double PValue(ReadOnlySpan<double> differences)
    {
        if (differences.Length == 0)
            return double.NaN;
        (int[] doubledRanks, long doubledPositive) = SignedRanks(differences);
        if (doubledRanks.Length == 0)
            return 1;
        return doubledRanks.Length <= ExactLimit ? Exact(doubledRanks, doubledPositive) : Approximate(doubledRanks, doubledPositive);
    }

    /// <summary>Twice the mid-ranks (whole numbers) of the non-zero differences, and twice the sum of those of the positive ones.</summary>
    private static (int[] Ranks, long Positive) SignedRanks(ReadOnlySpan<double> differences)
    {
        double[] magnitudes = new double[differences.Length];
        bool[] positive = new bool[differences.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            magnitudes[i] = Math.Abs(differences[i]);
            positive[i] = differences[i] > 0;
        }
        Array.Sort(magnitudes, positive);
        var ranks = new List<int>(differences.Length);
        long sum = 0;
        for (int i = 0; i < magnitudes.Length;)
        {
            int j = i;
            while (j < magnitudes.Length && magnitudes[j] == magnitudes[i])
                j++;
            // Mid-rank of places i+1..j is (i+1+j)/2.
            for (int k = i; k < j && magnitudes[i] != 0; k++)
            {
                ranks.Add(i + 1 + j);
                sum += positive[k] ? i + 1 + j : 0;
            }
            i = j;
        }
        return ([.. ranks], sum);
    }

    /// <summary>Counts, over all sign patterns, how the doubled rank sum is distributed.</summary>
    private static double Exact(int[] ranks, long positive)
    {
        int total = ranks.Sum();
        double[] ways = new double[total + 1];
        ways[0] = 1;
        int reached = 0;
        foreach (int rank in ranks)
        {
            reached += rank;
            for (int s = reached; s >= 0; s--)
                ways[s] = 0.5 * (ways[s] + (s >= rank ? ways[s - rank] : 0));
        }
        double lower = 0, upper = 0;
        for (int s = 0; s <= total; s++)
        {
            lower += s <= positive ? ways[s] : 0;
            upper += s >= positive ? ways[s] : 0;
        }
        return Math.Min(1, 2 * Math.Min(lower, upper));
    }

    private static double Approximate(int[] ranks, long positive)
    {
        double mean = 0, variance = 0;
        foreach (int rank in ranks)
        {
            mean += rank / 2.0;
            variance += (double)rank * rank / 4;
        }
        double z = (positive - mean) / Math.Sqrt(variance);
        return Math.Clamp(2 * NormalDistribution.Cdf(-Math.Abs(z)), 0, 1);
    }
}
