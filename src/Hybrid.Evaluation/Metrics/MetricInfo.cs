namespace Hybrid.Evaluation.Metrics;

/// <summary>What a measured value means.</summary>
/// <param name="Name">Key in files, e.g. <c>transfer_error_px</c>.</param>
/// <param name="Unit"><c>px</c>, <c>fraction</c>, <c>dB</c> or <c>count</c>.</param>
/// <param name="Better">Which direction is better.</param>
/// <param name="FailureValue">
/// What a failed pair scores, and the worst that any pair scores, when values are averaged or compared; NaN where a
/// failure has no value and the pair is left out of the average.
/// </param>
/// <param name="Definition">One sentence: what is measured and how.</param>
public sealed record MetricInfo(string Name, string Unit, Direction Better, double FailureValue, string Definition)
{
    /// <summary>A value as averages and comparisons see it: a failure or a worse value counts as <see cref="FailureValue"/>.</summary>
    /// <param name="value">The measured value; NaN or infinite for a failure.</param>
    public double Bounded(double value)
    {
        if (double.IsNaN(FailureValue))
            return double.IsFinite(value) ? value : double.NaN;
        if (!double.IsFinite(value))
            return FailureValue;
        return Better == Direction.Lower ? Math.Min(value, FailureValue) : Math.Max(value, FailureValue);
    }
}
