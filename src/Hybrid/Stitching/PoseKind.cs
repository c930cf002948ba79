namespace Hybrid.Stitching;

/// <summary>How the images of a panorama are held to be related.</summary>
public enum PoseKind
{
    /// <summary>One camera that turns about its centre: a focal length and a rotation each.</summary>
    Rotating,

    /// <summary>Views of a plane: a homography each.</summary>
    Planar,

    /// <summary>Scans of a plane: an affine map each.</summary>
    Affine,
}
