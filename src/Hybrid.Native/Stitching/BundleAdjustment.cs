namespace Hybrid.Native.Stitching;

/// <summary>What is minimised over all cameras together.</summary>
public enum BundleAdjustment
{
    /// <summary>Nothing: the estimate stands.</summary>
    None = 0,

    /// <summary>Distances between the rays through matched points; focal length and rotation.</summary>
    Ray = 1,

    /// <summary>Reprojection errors; focal length, aspect, principal point and rotation.</summary>
    Reprojection = 2,

    /// <summary>Reprojection errors of full affine maps.</summary>
    Affine = 3,

    /// <summary>Reprojection errors of similarities.</summary>
    AffinePartial = 4,
}
