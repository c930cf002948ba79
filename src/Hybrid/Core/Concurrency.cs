using System.Runtime.ExceptionServices;
using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>
/// How many threads the process may use: the one bound that OpenCV's threads, the networks' and the library's own loops
/// obey. No result depends on it.
/// </summary>
public static class Concurrency
{
    private static int _limit;

    /// <summary>Threads that the process may use, at least 1.</summary>
    public static int Limit => _limit > 0 ? _limit : Environment.ProcessorCount;

    /// <summary>Bounds the process, before work begins.</summary>
    /// <param name="threads">Threads; 0 means all cores.</param>
    public static void Bound(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        _limit = threads;
        Cv2.SetNumThreads(Limit);
    }

    /// <summary>The threads of one piece of work: those asked for, within the limit.</summary>
    /// <param name="threads">Threads asked for; 0 means as many as there may be.</param>
    public static int Within(int threads) => threads > 0 ? Math.Min(threads, Limit) : Limit;

    /// <summary>Options of a parallel loop.</summary>
    /// <param name="threads">Threads asked for; 0 means as many as there may be.</param>
    /// <param name="cancellationToken">Stops the loop between two of its steps.</param>
    public static ParallelOptions Options(int threads = 0, CancellationToken cancellationToken = default) =>
        new() { MaxDegreeOfParallelism = Within(threads), CancellationToken = cancellationToken };

    /// <summary>A parallel loop over independent indices.</summary>
    /// <param name="from">First index.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="body">Work of one index.</param>
    public static void For(int from, int to, Action<int> body) => Parallel.For(from, to, Options(), body);

    /// <summary>Independent pieces of work side by side. Where several fail, the first one's exception is thrown.</summary>
    /// <param name="actions">The pieces.</param>
    internal static void Invoke(params Action[] actions)
    {
        try
        {
            Parallel.Invoke(Options(), actions);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
