namespace Hybrid.Neural;

/// <summary>How a sampler reads between pixels.</summary>
public enum SampleInterpolation
{
    /// <summary>The four pixels around a point, weighted by nearness.</summary>
    Bilinear,

    /// <summary>The nearest pixel; halves go to the even one, as in PyTorch. No gradient reaches the grid.</summary>
    Nearest,

    /// <summary>Cubic convolution over 4 × 4 pixels with a = −0.75 (Keys, 1981).</summary>
    Bicubic,
}
