namespace Hybrid.Geometry;

/// <summary>A part of image A.</summary>
public enum HomographyRegion
{
    /// <summary>The whole of A.</summary>
    Frame,

    /// <summary>The part of A that lands in B: the plane need not reach beyond it.</summary>
    Overlap,
}
