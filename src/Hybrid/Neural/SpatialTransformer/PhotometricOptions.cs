namespace Hybrid.Neural;

/// <summary>How photometric registration works.</summary>
public sealed record PhotometricOptions
{
    /// <summary>The family of maps.</summary>
    public PhotometricMotion Motion { get; init; }

    /// <summary>Long side in pixels of the finest level; images are never enlarged.</summary>
    public int LongSide { get; init; } = 640;

    /// <summary>Long side below which no coarser level is made.</summary>
    public int Coarsest { get; init; } = 80;

    /// <summary>Accepted steps a level, at most.</summary>
    public int Iterations { get; init; } = 15;

    /// <summary>A level ends when a step moves no corner by more than this, in its pixels.</summary>
    public double Precision { get; init; } = 0.03;

    /// <summary>Residuals beyond so many robust standard deviations weigh less (Huber).</summary>
    public double Robustness { get; init; } = 1.5;

    /// <summary>Control points a side of the spline.</summary>
    public int Lattice { get; init; } = 5;

    /// <summary>Threads to use; 0 means all cores. The result does not depend on it.</summary>
    public int Threads { get; init; }

    internal ParallelOptions Parallelism => Concurrency.Options(Threads);
}
