namespace Hybrid.Neural;

/// <summary>How a sampler works.</summary>
public sealed record SamplerOptions
{
    /// <summary>Between pixels.</summary>
    public SampleInterpolation Interpolation { get; init; }

    /// <summary>Outside the image.</summary>
    public SamplePadding Padding { get; init; }

    /// <summary>Meaning of −1 and 1.</summary>
    public CornerConvention Corners { get; init; }

    /// <summary>Threads to use; 0 means all cores. The result does not depend on it.</summary>
    public int Threads { get; init; }

    internal ParallelOptions Parallelism => Concurrency.Options(Threads);
}
