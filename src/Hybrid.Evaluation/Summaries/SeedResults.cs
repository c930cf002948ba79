namespace Hybrid.Evaluation.Summaries;

/// <summary>Columns of one method with one seed, indexed by pair.</summary>
public sealed class SeedResults
{
    private readonly Dictionary<string, double[]> _metrics = new(StringComparer.Ordinal);
    private int _capacity;

    internal SeedResults(int seed) => Seed = seed;

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>Whether there is a record of the pair.</summary>
    public bool[] Present { get; private set; } = [];

    /// <summary>Whether the method stood by its answer.</summary>
    public bool[] Ok { get; private set; } = [];

    /// <summary>Time of each pair, ms.</summary>
    public float[] Milliseconds { get; private set; } = [];

    /// <summary>Confidence of each answer, 0..1; NaN where none is given.</summary>
    public double[] Confidence { get; private set; } = [];

    /// <summary>Peak memory of each pair, MB.</summary>
    public float[] PeakMegabytes { get; private set; } = [];

    /// <summary>Names of the metrics that any pair has.</summary>
    public IReadOnlyCollection<string> Metrics => _metrics.Keys;

    /// <summary>Values of a metric by pair: NaN where not measured, infinite for a failure; null where no pair has it.</summary>
    public double[]? Metric(string name) => _metrics.GetValueOrDefault(name);

    /// <summary>A pair's value of a metric; NaN where it has none.</summary>
    public double At(string name, int pair) => _metrics.TryGetValue(name, out double[]? column) ? column[pair] : double.NaN;

    internal void Reserve(int pairs)
    {
        if (pairs <= _capacity)
            return;
        _capacity = Math.Max(pairs, Math.Max(256, 2 * _capacity));
        Present = Grown(Present);
        Ok = Grown(Ok);
        Milliseconds = Grown(Milliseconds);
        PeakMegabytes = Grown(PeakMegabytes);
        Confidence = GrownColumn(Confidence);
        foreach (string name in _metrics.Keys.ToArray())
            _metrics[name] = GrownColumn(_metrics[name]);
    }

    internal void Set(int pair, string metric, double value)
    {
        if (!_metrics.TryGetValue(metric, out double[]? column))
            _metrics[metric] = column = GrownColumn([]);
        column[pair] = value;
    }

    private T[] Grown<T>(T[] old)
    {
        Array.Resize(ref old, _capacity);
        return old;
    }

    private double[] GrownColumn(double[] old)
    {
        int from = old.Length;
        Array.Resize(ref old, _capacity);
        old.AsSpan(from).Fill(double.NaN);
        return old;
    }
}
