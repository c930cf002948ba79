using OpenCvSharp;

namespace Hybrid.Stitching.Cameras;

/// <summary>
/// What is thought of a view's focal length before its matches are asked: what EXIF says, or else what is usual. A few good
/// matches outweigh it; where they say nothing, as in a burst, or contradict one another, as with parallax, it decides.
/// </summary>
/// <param name="Focal">Focal length, pixels.</param>
/// <param name="Weight">A difference of 1 / weight of the focal length costs as much as a residual of one pixel.</param>
internal readonly record struct FocalBelief(double Focal, double Weight)
{
    /// <summary>The usual focal length in longer sides of an image: 58 degrees across, between telephones and the lenses that cameras are sold with.</summary>
    public const double Usual = 0.9;

    private const double ExifWeight = 10, UsualWeight = 5;

    /// <summary>The belief about a view.</summary>
    /// <param name="exif">Focal length by EXIF, pixels; null where it does not tell.</param>
    /// <param name="size">Size of the view.</param>
    public static FocalBelief Of(double? exif, Size size) => exif is { } focal ? new(focal, ExifWeight) : new(Usual * Math.Max(size.Width, size.Height), UsualWeight);

    /// <summary>What a focal length costs, square pixels.</summary>
    public double Cost(double focal) => Math.Pow(Weight * Beside(focal), 2);

    /// <summary>Logarithm of how much longer a focal length is than believed.</summary>
    public double Beside(double focal) => Math.Log(focal / Focal);
}
