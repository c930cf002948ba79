using Hybrid.Geometry;
using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Layout;

/// <summary>
/// A view in its place on the canvas. A view that crosses the cut of a closed panorama is there twice, as two layers.
/// </summary>
internal sealed class Layer
{
    private readonly PanoramaFrame _frame;
    private readonly Homography _toPixels;
    private readonly Pose _pose;

    /// <param name="frame">The canvas's frame.</param>
    /// <param name="view">Position of the view among the panorama's members.</param>
    /// <param name="source">Index of the image.</param>
    /// <param name="size">Size of the image.</param>
    /// <param name="pose">Its pose, for the image's own pixels.</param>
    /// <param name="bounds">The pixels of the canvas that it may cover.</param>
    public Layer(PanoramaFrame frame, int view, int source, Size size, Pose pose, Rect bounds)
    {
        (_frame, View, Source, Size, Bounds, _pose) = (frame, view, source, size, bounds, pose);
        _toPixels = pose.ToPixels ?? throw new ArgumentException("The pose is singular.", nameof(pose));
    }

    /// <summary>Position of the view among the panorama's members.</summary>
    public int View { get; }

    /// <summary>Index of the image.</summary>
    public int Source { get; }

    /// <summary>Size of the image.</summary>
    public Size Size { get; }

    /// <summary>The pixels of the canvas that it may cover.</summary>
    public Rect Bounds { get; }

    /// <summary>Dense correction of the map; null where there is none.</summary>
    public LayerWarp? Warp { get; set; }

    /// <summary>The same layer without dense correction.</summary>
    public Layer Unbent()
    {
        var layer = (Layer)MemberwiseClone();
        layer.Warp = null;
        return layer;
    }

    /// <summary>Which pixel of the image a place of the canvas shows, without the dense correction; NaN where it is behind the camera.</summary>
    public Point2d Locate(double x, double y)
    {
        Point3d ray = _frame.Ray(x, y);
        if (_pose.Lens.Kind != LensKind.Pinhole)
            return ray == default ? new Point2d(double.NaN, double.NaN) : _pose.Pixel(ray);
        double w = _toPixels.M31 * ray.X + _toPixels.M32 * ray.Y + _toPixels.M33 * ray.Z;
        if (!(w > 1e-9))
            return new Point2d(double.NaN, double.NaN);
        return new Point2d(
            (_toPixels.M11 * ray.X + _toPixels.M12 * ray.Y + _toPixels.M13 * ray.Z) / w,
            (_toPixels.M21 * ray.X + _toPixels.M22 * ray.Y + _toPixels.M23 * ray.Z) / w);
    }

    /// <summary>Whether a place of the canvas, or one this near to it, is this layer's rather than that of the same view beyond the end of a closed panorama.</summary>
    public bool IsBeside(Point2d place, double margin) => _frame.IsAcross
        ? place.Y >= Bounds.Y - margin && place.Y < Bounds.Bottom + margin
        : place.X >= Bounds.X - margin && place.X < Bounds.Right + margin;

    /// <summary>Where a pixel of the image lies on the canvas, with the dense correction; NaN where the surface cannot show it.</summary>
    public Point2d Place(Point2d pixel)
    {
        Point3d ray = _pose.Ray(pixel.X, pixel.Y);
        if (_frame.Surface is not { } surface || !(double.IsFinite(surface.Period) || ray.Z > 0))
            return new Point2d(double.NaN, double.NaN);
        Point2d p = surface.Project(ray);
        double x = p.X * _frame.Scale - _frame.Left, y = p.Y * _frame.Scale - _frame.Top, period = surface.Period * _frame.Scale;
        if (double.IsFinite(period))
            x -= period * Math.Round((x - _frame.ToPart(Bounds.X + Bounds.Width / 2.0, Bounds.Y + Bounds.Height / 2.0).X) / period);
        Point2d turned = _frame.FromPart(x, y);
        (x, y) = (turned.X, turned.Y);
        if (Warp is not { } warp)
            return new Point2d(x, y);
        // The canvas at c shows what the pose puts at c + correction(c); the correction strains little, so this converges.
        double u = x, v = y;
        for (int k = 0; k < 20; k++)
        {
            System.Numerics.Vector2 d = warp.At(u, v);
            (u, v) = (x - d.X, y - d.Y);
        }
        return new Point2d(u, v);
    }

    /// <summary>Which pixel of the image a place of the canvas shows, with the dense correction.</summary>
    public Point2d Show(Point2d place)
    {
        System.Numerics.Vector2 d = Warp?.At(place.X, place.Y) ?? default;
        return Locate(place.X + d.X, place.Y + d.Y);
    }
}
