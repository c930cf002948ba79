namespace Hybrid.Classical;

/// <summary>
/// What dense inverse search can be told. Defaults are those of <see cref="InverseSearchPreset.Medium"/>; the weights are
/// OpenCV's, which are for intensities of 0 to 255.
/// </summary>
public sealed record InverseSearchOptions
{
    /// <summary>The finest level of the pyramid that is searched; 0 is full resolution, each further one halves it. Finer levels are interpolated.</summary>
    public int FinestScale { get; init; } = 1;

    /// <summary>The side of a patch in pixels, at least 4.</summary>
    public int PatchSize { get; init; } = 8;

    /// <summary>The distance between patches in pixels, from 1 to the side of a patch.</summary>
    public int PatchStride { get; init; } = 3;

    /// <summary>The most steps of inverse search that a patch takes on one level, at least 1.</summary>
    public int GradientDescentIterations { get; init; } = 25;

    /// <summary>The fixed-point iterations of the variational refinement on each level; 0 switches it off.</summary>
    public int VariationalIterations { get; init; } = 5;

    /// <summary>The weight of smoothness, α.</summary>
    public float VariationalAlpha { get; init; } = 20;

    /// <summary>The weight of brightness constancy, δ.</summary>
    public float VariationalDelta { get; init; } = 5;

    /// <summary>The weight of gradient constancy, γ.</summary>
    public float VariationalGamma { get; init; } = 10;

    /// <summary>Below what an error counts by its square, above it by its size: the ε of Ψ(s²) = √(s² + ε²). Above 0.</summary>
    public float VariationalEpsilon { get; init; } = 0.01f;

    /// <summary>Whether patches are compared without their means, so that an offset of brightness does not matter.</summary>
    public bool MeanNormalization { get; init; } = true;

    /// <summary>Whether patches try the vectors of their neighbours, which recovers from errors of the coarser levels.</summary>
    public bool SpatialPropagation { get; init; } = true;

    /// <summary>The options of a preset.</summary>
    public static InverseSearchOptions Of(InverseSearchPreset preset) => preset switch
    {
        InverseSearchPreset.UltraFast => new() { FinestScale = 2, PatchStride = 4, GradientDescentIterations = 12, VariationalIterations = 0 },
        InverseSearchPreset.Fast => new() { FinestScale = 2, PatchStride = 4, GradientDescentIterations = 16 },
        _ => new(),
    };

    /// <summary>Refuses what cannot be computed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(FinestScale);
        ArgumentOutOfRangeException.ThrowIfLessThan(PatchSize, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(PatchStride, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PatchStride, PatchSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(GradientDescentIterations, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(VariationalIterations);
        ThrowUnlessWeight(VariationalAlpha, nameof(VariationalAlpha));
        ThrowUnlessWeight(VariationalDelta, nameof(VariationalDelta));
        ThrowUnlessWeight(VariationalGamma, nameof(VariationalGamma));
        ThrowUnlessWeight(VariationalEpsilon, nameof(VariationalEpsilon));
        ArgumentOutOfRangeException.ThrowIfZero(VariationalEpsilon);
    }

    private static void ThrowUnlessWeight(float value, string name)
    {
        if (!float.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(name, value, "A weight is finite and not negative.");
    }
}
