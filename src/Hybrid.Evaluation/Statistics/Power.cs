namespace Hybrid.Evaluation.Statistics;

/// <summary>How many pairs it takes to see a difference.</summary>
public static class Power
{
    /// <summary>
    /// Pairs needed to find a mean paired difference at the two-sided 5 % level with 80 % probability:
    /// n = ((z_0.975 + z_0.8)·σ/δ)².
    /// </summary>
    /// <param name="differences">Observed paired differences, for their standard deviation.</param>
    /// <param name="difference">δ, above 0.</param>
    /// <returns>At least 2; NaN for fewer than two differences.</returns>
    public static double PairsNeeded(ReadOnlySpan<double> differences, double difference)
    {
        if (differences.Length < 2)
            return double.NaN;
        double mean = 0, square = 0;
        foreach (double d in differences)
            mean += d / differences.Length;
        foreach (double d in differences)
            square += (d - mean) * (d - mean);
        double z = NormalDistribution.Quantile(0.975) + NormalDistribution.Quantile(0.8);
        return Math.Max(2, Math.Ceiling(z * z * square / (differences.Length - 1) / (difference * difference)));
    }
}
