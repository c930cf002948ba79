namespace Hybrid.Evaluation.Running;

/// <summary>
/// Watches the resident memory of the process every few milliseconds. Pairs that run at the same time see each other's
/// memory: the figure is exact with one thread and an upper bound with several.
/// </summary>
internal sealed class MemorySampler : IDisposable
{
    private const int IntervalMs = 5;
    private readonly Timer _timer;
    private readonly long[] _peaks;

    public MemorySampler(int slots)
    {
        _peaks = new long[slots];
        _timer = new Timer(_ => Sample(), null, IntervalMs, IntervalMs);
    }

    /// <summary>Starts watching for a worker.</summary>
    public void Begin(int slot) => Volatile.Write(ref _peaks[slot], Environment.WorkingSet);

    /// <summary>The largest resident memory since <see cref="Begin"/>, MB.</summary>
    public double End(int slot) => Math.Max(Volatile.Read(ref _peaks[slot]), Environment.WorkingSet) / 1048576.0;

    public void Dispose() => _timer.Dispose();

    private void Sample()
    {
        long now = Environment.WorkingSet;
        for (int i = 0; i < _peaks.Length; i++)
        {
            if (now > Volatile.Read(ref _peaks[i]))
                Volatile.Write(ref _peaks[i], now);
        }
    }
}
