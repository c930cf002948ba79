using OpenCvSharp;

namespace Hybrid.Geometry;

public readonly partial record struct Homography
{
    /// <summary>
    /// The pixels of B's frame that A covers once warped, before anything is allocated: an image that reaches the
    /// horizon or is absurdly large is refused.
    /// </summary>
    /// <param name="a">Size of A.</param>
    /// <param name="limits">How large it may become; null for <see cref="CanvasLimits.Default"/>.</param>
    /// <param name="include">An image of the target frame that the canvas holds as well, such as B; null for none.</param>
    public CanvasBounds WarpBounds(Size a, CanvasLimits? limits = null, Size? include = null)
    {
        limits ??= CanvasLimits.Default;
        if (!IsFinite || a.Width <= 0 || a.Height <= 0)
            return Unusable($"the map is not finite or the image is empty");
        Span<Point2d> corners = stackalloc Point2d[4];
        ConvexPolygon.Frame(a, corners);
        double sign = Depth(corners[0]) < 0 ? -1 : 1;
        double left = double.PositiveInfinity, top = left, right = double.NegativeInfinity, bottom = right;
        foreach (Point2d corner in corners)
        {
            if (!(sign * Depth(corner) > 0))
                return Unusable($"the map sends part of the image behind the camera, where no picture of it can be drawn");
            Point2d p = Apply(corner);
            (left, right) = (Math.Min(left, p.X), Math.Max(right, p.X));
            (top, bottom) = (Math.Min(top, p.Y), Math.Max(bottom, p.Y));
        }
        if (include is { } other)
        {
            (left, right) = (Math.Min(left, -0.5), Math.Max(right, other.Width - 0.5));
            (top, bottom) = (Math.Min(top, -0.5), Math.Max(bottom, other.Height - 0.5));
        }
        // Pixel i covers i − 0.5 to i + 0.5; an edge that rounding moved by less than a millionth touches nothing new.
        double x0 = Math.Floor(left + 0.5 + 1e-6), x1 = Math.Max(x0 + 1, Math.Ceiling(right + 0.5 - 1e-6));
        double y0 = Math.Floor(top + 0.5 + 1e-6), y1 = Math.Max(y0 + 1, Math.Ceiling(bottom + 0.5 - 1e-6));
        double width = x1 - x0, height = y1 - y0;
        if (!(width <= limits.MaxSide && height <= limits.MaxSide && width * height <= limits.MaxPixels))
            return Unusable($"the warped image would be {width:0}×{height:0} px, at most {limits.MaxSide} a side and {limits.MaxPixels / 1e6:0.#} megapixels allowed");
        if (!(Math.Abs(x0) < int.MaxValue / 2 && Math.Abs(y0) < int.MaxValue / 2))
            return Unusable($"the warped image would start at ({x0:g3}, {y0:g3})");
        return new(true, new Rect((int)x0, (int)y0, (int)width, (int)height), ReasonCode.None, Text($"{width:0}×{height:0} px"));
    }

    private static CanvasBounds Unusable(FormattableString evidence) =>
        new(false, default, ReasonCode.DegenerateGeometry, Text(evidence));
}
