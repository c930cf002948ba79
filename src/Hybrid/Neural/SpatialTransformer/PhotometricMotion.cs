namespace Hybrid.Neural;

/// <summary>The family of maps that photometric registration moves in.</summary>
public enum PhotometricMotion
{
    /// <summary>Eight parameters.</summary>
    Homography,

    /// <summary>Six.</summary>
    Affine,

    /// <summary>Shift, turn and scale.</summary>
    Similarity,

    /// <summary>Two parameters.</summary>
    Translation,

    /// <summary>A homography, then a thin-plate spline over a lattice on top of it: a dense answer for scenes that are not quite a plane.</summary>
    Tps,
}
