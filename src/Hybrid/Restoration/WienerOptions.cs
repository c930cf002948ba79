namespace Hybrid.Restoration;

/// <summary>How <see cref="WienerDeblurrer"/> works.</summary>
public sealed record WienerOptions
{
    /// <summary>Standard deviation of the noise, as a share of white.</summary>
    public double Noise { get; init; } = 0.01;

    /// <summary>Standard deviation of the sharp image's gradients, as a share of white a pixel: what is held for likely.</summary>
    public double Gradient { get; init; } = 0.06;

    /// <summary>Light is stored^gamma.</summary>
    public double Gamma { get; init; } = 2.2;
}
