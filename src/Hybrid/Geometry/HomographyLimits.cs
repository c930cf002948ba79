namespace Hybrid.Geometry;

/// <summary>What a homography between two photographs of one scene may do at most.</summary>
public sealed record HomographyLimits
{
    /// <summary>Limits that any usable pair keeps.</summary>
    public static HomographyLimits Default { get; } = new();

    /// <summary>Area of the mapped frame over the area of A, at least.</summary>
    public double MinAreaRatio { get; init; } = 0.005;

    /// <summary>Area of the mapped frame over the area of A, at most.</summary>
    public double MaxAreaRatio { get; init; } = 200;

    /// <summary>Largest over smallest w of the denominator at A's corners: how strong the perspective may be.</summary>
    public double MaxPerspective { get; init; } = 12;
}
