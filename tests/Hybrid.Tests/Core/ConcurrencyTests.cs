using System.Collections.Concurrent;
using OpenCvSharp;

namespace Hybrid.Tests.Core;

public class ConcurrencyTests
{
    [Fact]
    public void One_bound_holds_for_loops_and_for_OpenCV()
    {
        try
        {
            Concurrency.Bound(1);
            var threads = new ConcurrentDictionary<int, bool>();
            Concurrency.For(0, 64, _ =>
            {
                threads.TryAdd(Environment.CurrentManagedThreadId, true);
                Thread.Sleep(1);
            });
            Assert.Single(threads);
            Assert.Equal(1, Cv2.GetNumThreads());
            Assert.Equal(1, Concurrency.Within(8));
        }
        finally
        {
            Concurrency.Bound(0);
        }
        Assert.Equal(Environment.ProcessorCount, Concurrency.Limit);
    }

    [Fact]
    public void A_piece_of_work_may_ask_for_less_than_the_bound()
    {
        Assert.Equal(1, Concurrency.Within(1));
        Assert.Equal(Concurrency.Limit, Concurrency.Within(0));
    }
}
