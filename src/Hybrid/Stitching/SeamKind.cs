namespace Hybrid.Stitching;

/// <summary>How the lines are found along which images are cut.</summary>
public enum SeamKind
{
    /// <summary>Graph cut over colour and gradient differences.</summary>
    GraphCut,

    /// <summary>Dynamic programming over the same.</summary>
    Dynamic,

    /// <summary>Each place goes to the image whose border is farthest.</summary>
    Voronoi,
}
