namespace Hybrid.Evaluation.Statistics;

/// <summary>Interval of a median from order statistics, without assumptions on the distribution and without resampling.</summary>
/// <remarks>Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd ed., section 3.6: coverage is at least the level.</remarks>
public static class MedianInterval
{
    /// <summary>The narrowest symmetric pair of order statistics whose binomial coverage reaches the level.</summary>
    /// <param name="values">Any order; sorted by the call.</param>
    /// <param name="level">Coverage.</param>
    /// <returns>No interval where even the extremes do not reach the level (fewer than six values at 95 %).</returns>
    public static Interval Of(double[] values, double level = 0.95)
    {
        int n = values.Length;
        Array.Sort(values);
        double tail = (1 - level) / 2;
        double cumulative = 0;
        int k = 0;
        double logHalf = n * Math.Log(0.5), logChoose = 0;
        while (k <= n / 2)
        {
            double probability = Math.Exp(logChoose + logHalf);
            if (cumulative + probability > tail)
                break;
            cumulative += probability;
            logChoose += Math.Log(n - k) - Math.Log(k + 1);
            k++;
        }
        return k == 0 ? Interval.None : new Interval(values[k - 1], values[n - k]);
    }
}
