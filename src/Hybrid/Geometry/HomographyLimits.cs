namespace Hybrid.Geometry;

/// <summary>What a homography between two photographs of one plane may do; the defaults admit extreme views.</summary>
public sealed record HomographyLimits
{
    /// <summary>The limits that apply where none are given.</summary>
    public static HomographyLimits Default { get; } = new();

    /// <summary>Which part of A must satisfy the limits.</summary>
    public HomographyRegion Region { get; init; } = HomographyRegion.Frame;

    /// <summary>Largest over smallest w in the region: how strong the perspective may be.</summary>
    public double MaxPerspective { get; init; } = 12;

    /// <summary>Least area in B over area in A of the region.</summary>
    public double MinAreaRatio { get; init; } = 0.005;

    /// <summary>Largest area in B over area in A of the region.</summary>
    public double MaxAreaRatio { get; init; } = 200;

    /// <summary>Largest ratio of the two local scales at the middle of the region (absolute tilt).</summary>
    public double MaxTilt { get; init; } = 40;

    /// <summary>Least width in pixels of the region's image in B.</summary>
    public double MinWidth { get; init; } = 4;

    /// <summary>Largest condition number of the matrix between frames scaled to −1..1.</summary>
    public double MaxCondition { get; init; } = 1e5;

    /// <summary>Least fraction of A that lands in B; 0 does not ask for any.</summary>
    public double MinOverlap { get; init; }
}
