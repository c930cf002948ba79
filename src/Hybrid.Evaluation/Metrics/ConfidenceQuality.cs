namespace Hybrid.Evaluation.Metrics;

/// <summary>How well a confidence ranks errors. Values are of a regular sub-sample of at most 65 536 pixels.</summary>
/// <remarks>Ilg et al., Uncertainty Estimates and Multi-Hypotheses Networks for Optical Flow, ECCV 2018, section 5.2.</remarks>
public static class ConfidenceQuality
{
    private const int MaxSamples = 65536;
    private const int Steps = 20;

    /// <summary>
    /// Area between the sparsification curve of the confidence and that of the oracle: mean error of what remains
    /// when the least confident fraction 0, 1/20, …, 19/20 is removed, divided by the mean of all; trapezoid rule. 0 is perfect.
    /// </summary>
    /// <param name="errors">Error of each pixel.</param>
    /// <param name="confidence">Its confidence, higher is surer; NaN counts as none.</param>
    public static double Ause(ReadOnlySpan<float> errors, ReadOnlySpan<float> confidence)
    {
        (float[] byConfidence, float[] byError) = Ranked(errors, confidence);
        double all = Mean(byError, byError.Length);
        if (byError.Length == 0 || all == 0)
            return byError.Length == 0 ? double.NaN : 0;
        double area = 0, last = 0;
        for (int s = 0; s < Steps; s++)
        {
            int kept = Math.Max(1, (int)Math.Round(byError.Length * (1 - s / (double)Steps)));
            double gap = (Mean(byConfidence, kept) - Mean(byError, kept)) / all;
            if (s > 0)
                area += (last + gap) / 2 / Steps;
            last = gap;
        }
        return area;
    }

    /// <summary>Fraction of the most confident pixels (a share <paramref name="coverage"/> of all) whose error is at most t px.</summary>
    public static double AccuracyAt(ReadOnlySpan<float> errors, ReadOnlySpan<float> confidence, double coverage, double t)
    {
        (float[] byConfidence, _) = Ranked(errors, confidence);
        if (byConfidence.Length == 0)
            return double.NaN;
        int kept = Math.Max(1, (int)Math.Round(byConfidence.Length * coverage));
        int good = 0;
        for (int i = 0; i < kept; i++)
            good += byConfidence[i] <= t ? 1 : 0;
        return good / (double)kept;
    }

    /// <summary>Mean error of the most confident pixels (a share <paramref name="coverage"/> of all).</summary>
    public static double MeanAt(ReadOnlySpan<float> errors, ReadOnlySpan<float> confidence, double coverage)
    {
        (float[] byConfidence, _) = Ranked(errors, confidence);
        return byConfidence.Length == 0 ? double.NaN : Mean(byConfidence, Math.Max(1, (int)Math.Round(byConfidence.Length * coverage)));
    }

    /// <summary>Errors in the order of falling confidence (ties in pixel order), and in rising order.</summary>
    private static (float[] ByConfidence, float[] ByError) Ranked(ReadOnlySpan<float> errors, ReadOnlySpan<float> confidence)
    {
        int stride = Math.Max(1, (errors.Length + MaxSamples - 1) / MaxSamples);
        int n = (errors.Length + stride - 1) / stride;
        var sampled = new float[n];
        var keys = new (float NegativeConfidence, int Index)[n];
        for (int i = 0; i < n; i++)
        {
            sampled[i] = errors[i * stride];
            float c = confidence[i * stride];
            keys[i] = (float.IsNaN(c) ? float.PositiveInfinity : -c, i);
        }
        Array.Sort(keys);
        float[] byConfidence = Array.ConvertAll(keys, k => sampled[k.Index]);
        Array.Sort(sampled);
        return (byConfidence, sampled);
    }

    private static double Mean(float[] values, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += values[i];
        return count == 0 ? double.NaN : sum / count;
    }
}
