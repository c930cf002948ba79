using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>What the report of a result says of the run that made it.</summary>
public sealed record RunRecord
{
    /// <summary>The images that went in, by the key under which the report lists them (<c>a</c>, <c>b</c>; <c>left</c>, <c>right</c>).</summary>
    public required IReadOnlyList<(string Key, string Path, Size Size)> Images { get; init; }

    /// <summary>Seed of the random choices.</summary>
    public required int Seed { get; init; }

    /// <summary>Wall-clock milliseconds by stage, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Timings { get; init; } = [];

    /// <summary>Versions of what produced the result, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Versions { get; init; } = Core.Versions.All();

    /// <summary>The record of a run on two images.</summary>
    /// <param name="pair">The images as read.</param>
    /// <param name="a">Key and path of the first.</param>
    /// <param name="b">Key and path of the second.</param>
    /// <param name="seed">Seed of the random choices.</param>
    public static RunRecord Of(ImagePair pair, (string Key, string Path) a, (string Key, string Path) b, int seed)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return new RunRecord { Images = [(a.Key, a.Path, pair.A.Size()), (b.Key, b.Path, pair.B.Size())], Seed = seed };
    }

    /// <summary>The same with further times.</summary>
    public RunRecord With(params ReadOnlySpan<KeyValuePair<string, double>> timings) => this with { Timings = [.. Timings, .. timings] };
}
