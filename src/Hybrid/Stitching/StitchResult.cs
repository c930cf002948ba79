using Hybrid.Stitching.Registration;

namespace Hybrid.Stitching;

/// <summary>What became of a set of images.</summary>
public sealed record StitchResult : MethodResult, IDisposable
{
    private readonly IReadOnlyList<IDisposable> _owned;

    internal StitchResult(IReadOnlyList<IDisposable> owned, View?[] views) => (_owned, Views) = (owned, views);

    /// <summary>What registration saw of every image, in canonical order; null where one was not read.</summary>
    internal View?[] Views { get; }

    /// <summary>The panoramas, the one of most images first; none where no two images overlap.</summary>
    public required IReadOnlyList<Panorama> Panoramas { get; init; }

    /// <summary>One decision an image, in canonical order.</summary>
    public required IReadOnlyList<ImageDecision> Images { get; init; }

    /// <summary>One decision a pair that was compared.</summary>
    public required IReadOnlyList<PairDecision> Pairs { get; init; }

    /// <summary>One decision an image that dense refinement looked at.</summary>
    public required IReadOnlyList<OverlapDecision> Overlaps { get; init; }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Panorama panorama in Panoramas)
            panorama.Dispose();
        foreach (IDisposable item in _owned)
            item.Dispose();
    }
}
