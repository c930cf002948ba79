namespace Hybrid.Classical.InverseSearch;

/// <summary>Runs the stripes of a stage; what is small or has one thread only, in place.</summary>
/// <param name="threads">Threads to use; 0 means all cores.</param>
/// <param name="cancellation">Looked at before each stripe.</param>
internal readonly struct Stripes(int threads, CancellationToken cancellation)
{
    /// <summary>Below so many pixels starting a second thread costs more than it saves.</summary>
    private const int Worthwhile = 6000;

    /// <summary>Threads that a stage of so many pixels uses.</summary>
    public int Threads(int pixels) => pixels < Worthwhile ? 1 : Concurrency.Within(threads);

    /// <summary>Runs stripes 0 to <paramref name="count"/> − 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="pixels">Pixels of all together.</param>
    /// <param name="stripe">Runs one; none depends on another.</param>
    public void Run(int count, int pixels, Action<int> stripe)
    {
        int parallel = Threads(pixels);
        if (parallel == 1 || count == 1)
        {
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                stripe(i);
            }
            return;
        }
        Parallel.For(0, count, Concurrency.Options(parallel, cancellation), stripe);
    }

    /// <summary>Runs over rows [from, to) of <paramref name="height"/>, a few stripes a thread; for work in which no row depends on another.</summary>
    public void Rows(int width, int height, Action<int, int> rows)
    {
        int count = Threads(width * height) == 1 ? 1 : Math.Min(height, 2 * Threads(width * height));
        Run(count, width * height, i => rows(height * i / count, height * (i + 1) / count));
    }
}
