namespace Hybrid.Evaluation.Metrics;

/// <summary>Area under the cumulative error curve.</summary>
public static class AreaUnderCurve
{
    /// <summary>
    /// AUC@t: the curve is linear between the points (0, 0) and (e_i, i/n) of the sorted errors, flat from the last
    /// error below t to t; its area up to t, divided by t. Exact trapezoid, no binning. Failures are infinite errors.
    /// </summary>
    /// <param name="errors">One a pair, any order; NaN counts as infinite.</param>
    /// <param name="threshold">t, above 0.</param>
    /// <returns>0..1; NaN for no errors.</returns>
    /// <remarks>Sarlin et al., SuperGlue, CVPR 2020, section 5.1, and the evaluation code published with it.</remarks>
    public static double At(ReadOnlySpan<double> errors, double threshold)
    {
        if (errors.Length == 0)
            return double.NaN;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        double[] below = new double[errors.Length];
        int count = 0;
        foreach (double e in errors)
        {
            if (e < threshold)
                below[count++] = e;
        }
        Array.Sort(below, 0, count);
        double area = 0, lastError = 0, lastRecall = 0;
        for (int i = 0; i < count; i++)
        {
            double recall = (i + 1.0) / errors.Length;
            area += (below[i] - lastError) * (lastRecall + recall) / 2;
            (lastError, lastRecall) = (below[i], recall);
        }
        area += (threshold - lastError) * lastRecall;
        return area / threshold;
    }

    /// <summary>A pair's own share of the area under the step curve: max(0, 1 − e/t); 0 for a failure.</summary>
    public static double Share(double error, double threshold) =>
        error < threshold ? 1 - error / threshold : 0;
}
