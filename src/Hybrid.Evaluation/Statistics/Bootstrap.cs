namespace Hybrid.Evaluation.Statistics;

/// <summary>Bias-corrected and accelerated bootstrap of a mean.</summary>
/// <remarks>Efron, Better Bootstrap Confidence Intervals, JASA 1987; Efron and Tibshirani 1993, chapter 14.</remarks>
public static class Bootstrap
{
    /// <summary>Number of resamples where none is given.</summary>
    public const int DefaultResamples = 10000;

    /// <summary>Below so many values a resample has too few different outcomes for an interval.</summary>
    public const int MinValues = 5;

    private const int Block = 100;

    /// <summary>The BCa interval of the mean. The result depends on the values, their order and the seed alone.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <param name="level">Coverage, 0.95 for a 95 % interval.</param>
    /// <param name="threads">Threads to use; the result does not depend on it. 0 means all cores.</param>
    /// <returns>No interval for fewer than <see cref="MinValues"/> values; a point where all are equal.</returns>
    public static Interval MeanInterval(ReadOnlySpan<double> values, int seed, int resamples = DefaultResamples, double level = 0.95, int threads = 0)
    {
        int n = values.Length;
        if (n < 2)
            return Interval.None;
        double mean = 0;
        foreach (double v in values)
            mean += v;
        mean /= n;
        double second = 0, third = 0;
        foreach (double v in values)
        {
            double d = v - mean;
            second += d * d;
            third += d * d * d;
        }
        if (second <= 1e-24 * (mean * mean * n + double.Epsilon) || second == 0)
            return new Interval(mean, mean);
        if (n < MinValues)
            return Interval.None;

        double[] means = ResampledMeans(values.ToArray(), seed, resamples, threads);
        Array.Sort(means);
        double below = 0;
        foreach (double m in means)
            below += m < mean ? 1 : m == mean ? 0.5 : 0;
        double z0 = NormalDistribution.Quantile(Math.Clamp(below / resamples, 0.5 / resamples, 1 - 0.5 / resamples));
        double acceleration = third / (6 * Math.Pow(second, 1.5));
        double z = NormalDistribution.Quantile(0.5 + level / 2);
        return new Interval(Percentile(means, Adjusted(z0, acceleration, -z)), Percentile(means, Adjusted(z0, acceleration, z)));
    }

    /// <summary>Means of resamples with replacement, in the order of drawing.</summary>
    internal static double[] ResampledMeans(double[] values, int seed, int resamples, int threads)
    {
        double[] means = new double[resamples];
        int blocks = (resamples + Block - 1) / Block;
        void Fill(int block)
        {
            var random = new Xoshiro((ulong)seed, (ulong)block);
            int end = Math.Min(resamples, (block + 1) * Block);
            for (int r = block * Block; r < end; r++)
                means[r] = ResampledSum(values, ref random) / values.Length;
        }
        // Starting threads costs more than a few small samples take.
        if (threads == 1 || (long)resamples * values.Length < 2_000_000)
        {
            for (int b = 0; b < blocks; b++)
                Fill(b);
        }
        else
        {
            Parallel.For(0, blocks, Concurrency.Options(threads), Fill);
        }
        return means;
    }

    /// <summary>
    /// Sum of n draws. One 64-bit number gives two indices by multiply-and-shift, whose bias of n/2³² is far below the
    /// resampling noise; two sums run side by side so that no addition waits for the one before.
    /// </summary>
    private static double ResampledSum(double[] values, ref Xoshiro random)
    {
        ulong n = (ulong)values.Length;
        double even = 0, odd = 0;
        int pairs = values.Length / 2;
        for (int i = 0; i < pairs; i++)
        {
            ulong bits = random.Next();
            even += values[(int)(((bits & 0xFFFFFFFF) * n) >> 32)];
            odd += values[(int)(((bits >> 32) * n) >> 32)];
        }
        if ((n & 1) != 0)
            even += values[(int)(((random.Next() >> 32) * n) >> 32)];
        return even + odd;
    }

    private static double Adjusted(double z0, double acceleration, double z)
    {
        double denominator = 1 - acceleration * (z0 + z);
        return denominator <= 0 ? z < 0 ? 0 : 1 : NormalDistribution.Cdf(z0 + (z0 + z) / denominator);
    }

    private static double Percentile(double[] sorted, double p)
    {
        double position = Math.Clamp(p * (sorted.Length + 1) - 1, 0, sorted.Length - 1);
        int lower = (int)position;
        double fraction = position - lower;
        return lower + 1 < sorted.Length ? sorted[lower] + fraction * (sorted[lower + 1] - sorted[lower]) : sorted[lower];
    }
}
