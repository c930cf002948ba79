using Hybrid.Stitching.Composition.Blending;

namespace Hybrid.Stitching;

/// <summary>How images are blended along the seams.</summary>
public enum BlendKind
{
    /// <summary>Laplacian pyramids (Burt and Adelson 1983): fine detail is cut sharply, brightness fades slowly.</summary>
    MultiBand,

    /// <summary>A linear ramp across the seam.</summary>
    Feather,

    /// <summary>A hard cut.</summary>
    None,
}
