namespace Hybrid.Evaluation.Statistics;

/// <summary>A confidence interval; NaN bounds where there is too little to tell.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>No interval.</summary>
    public static Interval None { get; } = new(double.NaN, double.NaN);

    /// <summary>Whether the interval lies wholly on one side of zero.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}
