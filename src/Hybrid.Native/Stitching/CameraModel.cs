namespace Hybrid.Native.Stitching;

/// <summary>How cameras are estimated from the matches graph.</summary>
public enum CameraModel
{
    /// <summary>Rotating cameras; pairs are related by homographies.</summary>
    Homography = 0,

    /// <summary>Flat scenes, as from a scanner; pairs are related by affine maps.</summary>
    Affine = 1,
}
