using System.Globalization;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Stitching;

/// <summary>Where every view lies on the canvas, computed before anything is allocated; or why that is impossible.</summary>
internal sealed class PanoramaLayout
{
    private const int Samples = 24;

    private PanoramaLayout(SurfaceKind surface, PoseFit fit, PanoramaFrame frame, Layer[] layers, double[] stretches, double field)
    {
        (Surface, Fit, Frame, Layers, Stretches, FieldOfView) = (surface, fit, frame, layers, stretches, field);
    }

    /// <summary>The surface.</summary>
    public SurfaceKind Surface { get; }

    /// <summary>The poses behind it.</summary>
    public PoseFit Fit { get; }

    /// <summary>The canvas.</summary>
    public PanoramaFrame Frame { get; }

    /// <summary>The views on it.</summary>
    public Layer[] Layers { get; }

    /// <summary>The largest linear magnification of each view.</summary>
    public double[] Stretches { get; }

    /// <summary>Horizontal field of view in degrees; 0 where there are no cameras.</summary>
    public double FieldOfView { get; }

    /// <summary>Lays the views out.</summary>
    /// <param name="views">The panorama's members.</param>
    /// <param name="fit">Their poses, for the reduced views.</param>
    /// <param name="kind">The surface.</param>
    /// <param name="options">Scale and limits.</param>
    public static (PanoramaLayout? Layout, LayoutProblem? Problem) Make(View[] views, PoseFit fit, SurfaceKind kind, StitchOptions options)
    {
        Pose[] poses = [.. fit.Poses.Select((p, i) => p.Resized(views[i].ToReduced))];
        Surface surface = Stitching.Surface.Of(kind);
        double scale;
        if (poses[0].Kind == PoseKind.Rotating)
        {
            poses = Upright.Turn(poses, views, kind, options.Straighten);
            scale = Median([.. poses.Select(p => p.Focal)]) * options.Scale;
        }
        else
        {
            poses = PlaneBalance.Balance(poses, views);
            scale = options.Scale;
        }

        var extents = new Extent[views.Length];
        for (int i = 0; i < views.Length; i++)
        {
            if (Measure(views[i].Size, poses[i], surface, scale) is not { } extent)
                return (null, new LayoutProblem(i, "it reaches out of what the surface can show"));
            extents[i] = extent;
        }
        bool distorts = kind is SurfaceKind.Spherical;
        int worst = Enumerable.Range(0, views.Length).MaxBy(i => extents[i].Stretch);
        if (!distorts && !(extents[worst].Stretch <= options.MaxStretch * options.Scale))
            return (null, new LayoutProblem(worst, string.Create(CultureInfo.InvariantCulture, $"it would be stretched {extents[worst].Stretch / options.Scale:F1} times, at most {options.MaxStretch:F1} allowed")));

        double period = surface.Period * scale;
        (double left, double width, bool closed) = double.IsFinite(period) ? Unroll(extents, period) : Span(extents);
        double top = extents.Min(e => e.Top), bottom = extents.Max(e => e.Bottom);
        double columns = closed ? Math.Floor(period) : Math.Ceiling(left + width) - Math.Floor(left) + 1, rows = Math.Ceiling(bottom) - Math.Floor(top) + 1;
        if (!(columns * rows <= options.MaxPixels))
            return (null, new LayoutProblem(-1, string.Create(CultureInfo.InvariantCulture, $"the panorama would have {columns:F0}x{rows:F0} pixels, above the limit of {options.MaxPixels / 1e6:0.#} million")));

        if (!(columns <= options.MaxSide && rows <= options.MaxSide))
            return (null, new LayoutProblem(-1, string.Create(CultureInfo.InvariantCulture, $"the panorama would have {columns:F0}x{rows:F0} pixels, and the file's format holds no side above {options.MaxSide}")));

        var frame = new PanoramaFrame(surface, scale, (long)Math.Floor(left), (long)Math.Floor(top), new Size((int)columns, (int)rows));
        var layers = new List<Layer>();
        var canvas = new Rect(0, 0, frame.Size.Width, frame.Size.Height);
        for (int i = 0; i < views.Length; i++)
        {
            foreach (double shift in double.IsFinite(period) ? new[] { -period, 0, period } : [0])
            {
                double x0 = extents[i].Left + shift - frame.Left, x1 = extents[i].Right + shift - frame.Left;
                if (x1 < -1 || x0 > canvas.Width + 1)
                    continue;
                int l = (int)Math.Floor(x0) - 1, t = (int)Math.Floor(extents[i].Top - frame.Top) - 1;
                var bounds = new Rect(l, t, (int)Math.Ceiling(x1) + 2 - l, (int)Math.Ceiling(extents[i].Bottom - frame.Top) + 2 - t) & canvas;
                if (bounds.Width > 0 && bounds.Height > 0)
                    layers.Add(new Layer(frame, i, views[i].Index, views[i].Size, poses[i], bounds));
            }
        }
        double field = poses[0].Kind == PoseKind.Rotating && double.IsFinite(period) ? width / scale * 180 / Math.PI : 0;
        return (new PanoramaLayout(kind, fit, frame, [.. layers], [.. extents.Select(e => e.Stretch / options.Scale)], field), null);
    }

    /// <summary>Horizontal and vertical field of view of rotating cameras, degrees.</summary>
    public static (double Horizontal, double Vertical) Field(View[] views, PoseFit fit, StitchOptions options)
    {
        Pose[] poses = Upright.Turn([.. fit.Poses.Select((p, i) => p.Resized(views[i].ToReduced))], views, SurfaceKind.Spherical, options.Straighten);
        Surface sphere = Stitching.Surface.Of(SurfaceKind.Spherical);
        Extent[] extents = [.. views.Select((v, i) => Measure(v.Size, poses[i], sphere, 1)!.Value)];
        (_, double width, bool closed) = Unroll(extents, sphere.Period);
        double degrees = 180 / Math.PI;
        return (closed ? 360 : width * degrees, (extents.Max(e => e.Bottom) - extents.Min(e => e.Top)) * degrees);
    }

    /// <summary>The part of the surface that a view covers; x is unrolled around the view's middle.</summary>
    private static Extent? Measure(Size size, Pose pose, Surface surface, double scale)
    {
        Homography world = pose.ToWorld;
        double period = surface.Period;
        double left = double.PositiveInfinity, top = left, right = double.NegativeInfinity, bottom = right, stretch = 0;
        Point2d middle = surface.Project(Rotation.Apply(world, new Point3d((size.Width - 1) / 2.0, (size.Height - 1) / 2.0, 1)));
        for (int j = 0; j <= Samples; j++)
        {
            for (int i = 0; i <= Samples; i++)
            {
                double x = -0.5 + (double)i / Samples * size.Width, y = -0.5 + (double)j / Samples * size.Height;
                if (Place(x, y) is not { } p || Place(x + 1, y) is not { } px || Place(x, y + 1) is not { } py)
                    return null;
                (left, right) = (Math.Min(left, p.X), Math.Max(right, p.X));
                (top, bottom) = (Math.Min(top, p.Y), Math.Max(bottom, p.Y));
                stretch = Math.Max(stretch, Magnification(px.X - p.X, py.X - p.X, px.Y - p.Y, py.Y - p.Y));
            }
        }
        return new Extent(left * scale, top * scale, right * scale, bottom * scale, stretch * scale);

        Point2d? Place(double x, double y)
        {
            Point3d ray = Rotation.Apply(world, new Point3d(x, y, 1));
            // On a plane of the images' own scale only the horizon is out of reach.
            if (pose.Kind == PoseKind.Rotating ? !surface.CanShow(ray) : ray.Z <= 0)
                return null;
            Point2d p = surface.Project(ray);
            return double.IsFinite(period) ? new Point2d(p.X - period * Math.Round((p.X - middle.X) / period), p.Y) : p;
        }
    }

    /// <summary>The larger singular value of a 2x2 matrix.</summary>
    internal static double Magnification(double a, double b, double c, double d)
    {
        double s = a * a + b * b + c * c + d * d, det = a * d - b * c;
        return Math.Sqrt(0.5 * (s + Math.Sqrt(Math.Max(0, s * s - 4 * det * det))));
    }

    private static (double Left, double Width, bool Closed) Span(Extent[] extents)
    {
        double left = extents.Min(e => e.Left);
        return (left, extents.Max(e => e.Right) - left, false);
    }

    /// <summary>Cuts a closed surface in the widest gap between views.</summary>
    private static (double Left, double Width, bool Closed) Unroll(Extent[] extents, double period)
    {
        double Wrap(double x) => x - period * Math.Floor(x / period);
        var spans = extents.Select(e => (Start: Wrap(e.Left), Length: e.Right - e.Left)).OrderBy(s => s.Start).ToList();
        double reach = spans.Max(s => s.Start + s.Length) - period;
        double gap = 0, left = spans[0].Start;
        foreach ((double start, double length) in spans)
        {
            if (start - reach > gap)
                (gap, left) = (start - reach, start);
            reach = Math.Max(reach, start + length);
        }
        if (gap <= 0 || spans.Any(s => s.Length >= period))
            return (extents[0].Left, period, true);
        // Counted so that the first view's own turn is kept.
        left += period * Math.Round((extents.Average(e => e.Left) - left) / period);
        return (left, period - gap, false);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private readonly record struct Extent(double Left, double Top, double Right, double Bottom, double Stretch);
}
