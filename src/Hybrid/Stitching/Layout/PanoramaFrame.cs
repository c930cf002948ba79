using Hybrid.Stitching.Cameras;
using OpenCvSharp;

namespace Hybrid.Stitching.Layout;

/// <summary>
/// The canvas as a part of a surface, perhaps turned by quarter turns so that images stand upright on it: pixel (u, v) of the
/// part lies at ((u + left) / scale, (v + top) / scale) of the surface.
/// </summary>
/// <param name="Surface">The surface.</param>
/// <param name="Scale">Pixels a unit of the surface.</param>
/// <param name="Left">Column of the surface where the part begins.</param>
/// <param name="Top">Row of the surface where the part begins.</param>
/// <param name="Part">Size of the part in pixels, before it is turned.</param>
/// <param name="QuarterTurns">Quarter turns clockwise from the part to the canvas, 0..3.</param>
internal sealed record PanoramaFrame(Surface Surface, double Scale, long Left, long Top, Size Part, int QuarterTurns)
{
    /// <summary>Whether the part's rows are the canvas's columns.</summary>
    public bool IsAcross => QuarterTurns % 2 == 1;

    /// <summary>Size of the canvas in pixels.</summary>
    public Size Size => IsAcross ? new Size(Part.Height, Part.Width) : Part;

    /// <summary>The direction that a place of the canvas shows.</summary>
    public Point3d Ray(double x, double y)
    {
        Point2d p = ToPart(x, y);
        return Surface.Unproject(new Point2d((p.X + Left) / Scale, (p.Y + Top) / Scale));
    }

    /// <summary>The pixel of the part that a pixel of the canvas is.</summary>
    public Point2d ToPart(double x, double y) => QuarterTurns switch
    {
        0 => new(x, y),
        1 => new(y, Part.Height - 1 - x),
        2 => new(Part.Width - 1 - x, Part.Height - 1 - y),
        _ => new(Part.Width - 1 - y, x),
    };

    /// <summary>The pixel of the canvas that a pixel of the part is.</summary>
    public Point2d FromPart(double u, double v) => QuarterTurns switch
    {
        0 => new(u, v),
        1 => new(Part.Height - 1 - v, u),
        2 => new(Part.Width - 1 - u, Part.Height - 1 - v),
        _ => new(v, Part.Width - 1 - u),
    };

    /// <summary>The rectangle of the canvas that a rectangle of the part is.</summary>
    public Rect FromPart(Rect r)
    {
        Point2d a = FromPart(r.X, r.Y), b = FromPart(r.Right - 1, r.Bottom - 1);
        return new Rect((int)Math.Min(a.X, b.X), (int)Math.Min(a.Y, b.Y), IsAcross ? r.Height : r.Width, IsAcross ? r.Width : r.Height);
    }
}
