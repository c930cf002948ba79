namespace Hybrid.Neural;

/// <summary>What a sampler reads outside the image.</summary>
public enum SamplePadding
{
    /// <summary>Zero.</summary>
    Zeros,

    /// <summary>The nearest pixel of the border.</summary>
    Border,

    /// <summary>The image mirrored: at its outer edge with <see cref="CornerConvention.PixelEdges"/>, at the border pixels' centres with <see cref="CornerConvention.PixelCentres"/>.</summary>
    Reflection,
}
