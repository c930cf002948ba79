namespace Hybrid.Native.Stitching;

/// <summary>The surface onto which a panorama is projected.</summary>
public enum Projection
{
    /// <summary>A plane.</summary>
    Plane = 0,

    /// <summary>A plane, for affine cameras.</summary>
    Affine = 1,

    /// <summary>A cylinder.</summary>
    Cylindrical = 2,

    /// <summary>A sphere.</summary>
    Spherical = 3,

    /// <summary>As a fisheye lens sees.</summary>
    Fisheye = 4,

    /// <summary>Stereographic.</summary>
    Stereographic = 5,

    /// <summary>Rectilinear, compressed by a and b.</summary>
    CompressedRectilinear = 6,

    /// <summary>The same, upright.</summary>
    CompressedRectilinearPortrait = 7,

    /// <summary>Panini, with a and b.</summary>
    Panini = 8,

    /// <summary>The same, upright.</summary>
    PaniniPortrait = 9,

    /// <summary>Mercator.</summary>
    Mercator = 10,

    /// <summary>Transverse Mercator.</summary>
    TransverseMercator = 11,
}
