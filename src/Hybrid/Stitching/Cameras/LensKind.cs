namespace Hybrid.Stitching.Cameras;

/// <summary>A model of a lens.</summary>
internal enum LensKind
{
    /// <summary>No distortion.</summary>
    Pinhole,

    /// <summary>One parameter of radial distortion.</summary>
    Radial,

    /// <summary>An equidistant fisheye.</summary>
    Fisheye,
}
