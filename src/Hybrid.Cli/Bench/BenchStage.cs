namespace Hybrid.Cli.Bench;

/// <summary>The times of one stage over all rounds, in milliseconds.</summary>
internal sealed class BenchStage(string name, string what, Action run)
{
    private readonly List<double> _times = [];

    /// <summary>Short name, the key in JSON.</summary>
    public string Name { get; } = name;

    /// <summary>What the stage does, for people.</summary>
    public string What { get; } = what;

    /// <summary>Does it once.</summary>
    public Action Run { get; } = run;

    /// <summary>Notes one time.</summary>
    public void Add(double milliseconds) => _times.Add(milliseconds);

    /// <summary>The value below which a fraction of the times lies, interpolated linearly.</summary>
    public double Quantile(double fraction)
    {
        double[] sorted = [.. _times.Order()];
        double at = fraction * (sorted.Length - 1);
        int low = (int)at;
        double high = sorted[Math.Min(low + 1, sorted.Length - 1)];
        return sorted[low] + (at - low) * (high - sorted[low]);
    }
}
