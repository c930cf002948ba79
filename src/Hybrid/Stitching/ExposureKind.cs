using Hybrid.Stitching.Composition.Exposure;

namespace Hybrid.Stitching;

/// <summary>How differences of exposure are evened out.</summary>
public enum ExposureKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>One gain an image.</summary>
    Gain,

    /// <summary>One gain a block of 32x32 pixels of the reduced image: vignetting too.</summary>
    Blocks,

    /// <summary>One gain a colour and image: white balance too.</summary>
    Channels,
}
