namespace Hybrid.Restoration;

/// <summary>How <see cref="RichardsonLucyDeblurrer"/> works.</summary>
public sealed record RichardsonLucyOptions
{
    /// <summary>Iterations; more are sharper and noisier.</summary>
    public int Iterations { get; init; } = 20;

    /// <summary>Light is stored^gamma.</summary>
    public double Gamma { get; init; } = 2.2;
}
