namespace Hybrid.Evaluation.Metrics;

/// <summary>
/// Area under the cumulative error curve, the share of pairs within an error: exactly, and as published scripts
/// compute it. With e_k the largest error below t, the second exceeds the first by e_k / (2·n·t), at most 1/(2n).
/// </summary>
public static class AreaUnderCurve
{
    /// <summary>
    /// AUC@t, the one that everything here means: the area of the step curve up to t over t, which is the mean over the
    /// pairs of <see cref="Share"/>. Additive: over a set it is the mean over its parts, weighted by their sizes.
    /// </summary>
    /// <param name="errors">One a pair, any order; NaN and infinite are failures.</param>
    /// <param name="threshold">t, above 0.</param>
    /// <returns>0..1; NaN for no errors.</returns>
    public static double Exact(ReadOnlySpan<double> errors, double threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        double sum = 0;
        foreach (double error in errors)
            sum += Share(error, threshold);
        return errors.Length == 0 ? double.NaN : sum / errors.Length;
    }

    /// <summary>
    /// auc_trapezoid@t, to stand beside published figures: the curve is linear between the points (0, 0) and (e_i, i/n)
    /// of the sorted errors, flat from the last error below t to t; its area up to t, over t. Not additive.
    /// </summary>
    /// <param name="errors">One a pair, any order; NaN and infinite are failures.</param>
    /// <param name="threshold">t, above 0.</param>
    /// <returns>0..1; NaN for no errors.</returns>
    /// <remarks>Sarlin et al., SuperGlue, CVPR 2020, section 5.1, and the evaluation code published with it.</remarks>
    public static double Trapezoid(ReadOnlySpan<double> errors, double threshold)
    {
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
        return errors.Length == 0 ? double.NaN : area / threshold;
    }

    /// <summary>A pair's own share of the exact area: max(0, 1 − e/t); 0 for a failure.</summary>
    public static double Share(double error, double threshold) =>
        error < threshold ? 1 - error / threshold : 0;
}
