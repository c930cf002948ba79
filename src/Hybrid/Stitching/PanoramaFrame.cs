using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>The canvas as a part of a surface: pixel (x, y) lies at ((x + left) / scale, (y + top) / scale) of it.</summary>
/// <param name="Surface">The surface.</param>
/// <param name="Scale">Pixels a unit of the surface.</param>
/// <param name="Left">Column of the surface where the canvas begins.</param>
/// <param name="Top">Row of the surface where the canvas begins.</param>
/// <param name="Size">Size of the canvas in pixels.</param>
internal sealed record PanoramaFrame(Surface Surface, double Scale, long Left, long Top, Size Size)
{
    /// <summary>The direction that a place of the canvas shows.</summary>
    public Point3d Ray(double x, double y) => Surface.Unproject(new Point2d((x + Left) / Scale, (y + Top) / Scale));
}
