namespace Hybrid.Stitching;

/// <summary>The surface that a panorama is drawn on.</summary>
public enum SurfaceKind
{
    /// <summary>Chosen from the field of view and from what fits the matches.</summary>
    Auto,

    /// <summary>A plane: straight lines stay straight; for fields of view well below 100 degrees.</summary>
    Plane,

    /// <summary>A plane whose images are joined by affine maps: scans and aerial strips.</summary>
    Affine,

    /// <summary>An upright cylinder: any width, moderate height.</summary>
    Cylindrical,

    /// <summary>Longitude and latitude: any field of view.</summary>
    Spherical,

    /// <summary>Seen from the opposite pole: wide fields without bending small shapes.</summary>
    Stereographic,

    /// <summary>A cylinder that keeps angles.</summary>
    Mercator,

    /// <summary>A cylinder seen from behind its axis: wide fields with straight verticals and radial lines.</summary>
    Panini,
}
