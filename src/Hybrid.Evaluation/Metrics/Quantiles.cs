namespace Hybrid.Evaluation.Metrics;

/// <summary>Order statistics.</summary>
public static class Quantiles
{
    /// <summary>Median; the mean of the two middle values for an even count, NaN for none. Sorts the argument.</summary>
    public static double Median(double[] values) => At(values, 0.5);

    /// <summary>Quantile q of 0..1 by linear interpolation between order statistics (NumPy's default). Sorts the argument; infinite values sort last.</summary>
    public static double At(double[] values, double q)
    {
        if (values.Length == 0)
            return double.NaN;
        Array.Sort(values);
        double position = q * (values.Length - 1);
        int lower = (int)Math.Floor(position);
        double fraction = position - lower;
        return fraction == 0 ? values[lower] : values[lower] + fraction * (values[lower + 1] - values[lower]);
    }
}
