using System.Collections.Concurrent;

namespace Hybrid.Neural;

/// <summary>Networks that live as long as the process, one for each model and number of threads.</summary>
internal static class SharedNetworks<T>
{
    private static readonly ConcurrentDictionary<(string Path, int Threads), Lazy<T>> Cache = new();

    public static T Get(ModelFolder model, int threads, Func<ModelFolder, int, T> open) =>
        Cache.GetOrAdd((model.Path, threads), _ => new Lazy<T>(() => open(model, threads))).Value;
}
