namespace Hybrid.Stereo;

/// <summary>Order statistics of small samples.</summary>
internal static class RobustStatistics
{
    /// <summary>The median; NaN for none.</summary>
    public static double Median(double[] values) => Quantile(values, 0.5);

    /// <summary>The q-quantile by linear interpolation between order statistics; NaN for none.</summary>
    public static double Quantile(double[] values, double q)
    {
        if (values.Length == 0)
            return double.NaN;
        double[] sorted = [.. values.Order()];
        double at = q * (sorted.Length - 1);
        int i = (int)at;
        return i + 1 < sorted.Length ? sorted[i] + (at - i) * (sorted[i + 1] - sorted[i]) : sorted[i];
    }
}
