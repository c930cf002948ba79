namespace Hybrid.Stitching;

/// <summary>How the images' lenses project.</summary>
public enum LensChoice
{
    /// <summary>Rectilinear, with radial distortion where that explains the matches much better; fisheye where images show a circle.</summary>
    Auto,

    /// <summary>As a pinhole: straight lines are straight.</summary>
    Rectilinear,

    /// <summary>Equidistant: the distance from the image's middle grows as the angle.</summary>
    Fisheye,
}
