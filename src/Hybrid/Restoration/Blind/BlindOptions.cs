namespace Hybrid.Restoration;

/// <summary>
/// How <see cref="BlindDeblurrer"/> works. All values were chosen on photographs blurred by random kernels; none of the
/// measured set was among them.
/// </summary>
public sealed record BlindOptions
{
    /// <summary>Side of the largest kernel that can be found, in pixels; odd.</summary>
    public int Side { get; init; } = 27;

    /// <summary>Weight λ of the count of gradients, on light of 0..1.</summary>
    public double GradientCount { get; init; } = 0.004;

    /// <summary>Weight γ of the kernel's square norm, as a share of the energy of the latent gradients.</summary>
    public double KernelNorm { get; init; } = 0.2;

    /// <summary>Alternations of latent image and kernel at each scale.</summary>
    public int Iterations { get; init; } = 5;

    /// <summary>Longest side of the crop from which the kernel is estimated, in pixels.</summary>
    public int CropSide { get; init; } = 768;

    /// <summary>Light is stored^gamma.</summary>
    public double Gamma { get; init; } = 2.2;

    /// <summary>
    /// Whether an image whose kernel is refused under <see cref="Gamma"/> is tried as light itself, which is what scientific cameras
    /// and many raw converters store: under the wrong curve a path looks like a blob, and its zeros are not in the spectrum.
    /// </summary>
    public bool TryLinear { get; init; } = true;

    /// <summary>Images with less <see cref="BlurMeasure.Reblur"/> are left alone.</summary>
    public double LeastBlur { get; init; } = 0.35;

    /// <summary>Least correlation, after the best shift, of the kernel with those of both halves of the crop, on average.</summary>
    public double LeastAgreement { get; init; } = 0.82;

    /// <summary>Least root mean square distance of the kernel's mass from its centroid, in pixels.</summary>
    public double LeastSpread { get; init; } = 1.3;

    /// <summary>
    /// Largest correlation of the kernel with the Gaussian of its own moments. What lies above has no path, and the place and
    /// width of a kernel without one are guessed badly, which costs more than undoing it gains. Of 120
    /// photographs under random kernels, 18 of 60 shakes lie above, 35 of 42 Gaussians and 17 of 18 others.
    /// </summary>
    public double MostCompact { get; init; } = 0.9;

    /// <summary>
    /// Least mean log likelihood of the power spectrum under the kernel above that under the best Gaussian, in nats a frequency.
    /// Of the same photographs 37 shakes lie above, and 1 Gaussian, which the other tests refuse.
    /// </summary>
    public double LeastSpectralGain { get; init; } = 0.015;

    /// <summary>
    /// Spectral gain from which a kernel is certain, twice the least: the result of an image of next to no noise may then grow twice as much as
    /// <see cref="MostGrowth"/>, and the halves of a small image, which hold the kernel too seldom, are not asked.
    /// </summary>
    public double SureSpectralGain { get; init; } = 0.03;

    /// <summary>Largest misfit of the result, blurred again, to the input, as a multiple of the noise.</summary>
    public double MostMisfit { get; init; } = 1.4;

    /// <summary>
    /// Largest growth of the energy of neighbours' differences. Right results of 37 shaken photographs grew it up to 3.4 times.
    /// </summary>
    public double MostGrowth { get; init; } = 4.6;

    /// <summary>
    /// Largest share of the values that may become black or white, to which comes <see cref="ClippedOfSaturated"/> of those
    /// that are already. Of the same photographs 36 right results lie below and 12 of 16 wrong ones above.
    /// </summary>
    public double MostClipped { get; init; } = 0.03;

    /// <summary>Blur dims highlights that a right result brings back; so much of what is saturated may be added to it.</summary>
    public double ClippedOfSaturated { get; init; } = 0.15;

    /// <summary>How large images are cut for the deconvolution, which keeps some 600 bytes a pixel; the kernel is one for all tiles.</summary>
    public TileOptions Tiles { get; init; } = new() { WholePixels = 1_200_000, Size = 1024 };
}
