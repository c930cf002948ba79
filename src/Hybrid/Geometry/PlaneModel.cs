namespace Hybrid.Geometry;

/// <summary>Plane maps from the stiffest to the most flexible; the value is the degrees of freedom.</summary>
public enum PlaneModel
{
    /// <summary>No map.</summary>
    None = 0,

    /// <summary>Shift.</summary>
    Translation = 2,

    /// <summary>Shift, rotation and uniform scale.</summary>
    Similarity = 4,

    /// <summary>Parallel lines stay parallel.</summary>
    Affine = 6,

    /// <summary>Straight lines stay straight.</summary>
    Homography = 8,
}
