using System.Globalization;
using Hybrid.Geometry;
using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Layout;

/// <summary>Where every view lies on the canvas, computed before anything is allocated; or why that is impossible.</summary>
internal sealed class PanoramaLayout
{
    private const int Samples = 24;

    /// <summary>A view that takes this share of a closed surface's turn shows its pole, …</summary>
    private const double PoleShare = 0.75;

    /// <summary>… which is at home there only where the others go round as far as this.</summary>
    private const double RingShare = 0.6;

    /// <summary>The most pixels that views may cover on average for each of their own.</summary>
    private const double MostArea = 4;

    private PanoramaLayout(SurfaceKind surface, PoseFit fit, PanoramaFrame frame, Layer[] layers, double[] stretches, ViewingField field)
    {
        (Surface, Fit, Frame, Layers, Stretches, Field) = (surface, fit, frame, layers, stretches, field);
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

    /// <summary>Field of view of the picture; 0 where there are no cameras.</summary>
    public ViewingField Field { get; }

    /// <summary>Lays the views out.</summary>
    /// <param name="views">The panorama's members.</param>
    /// <param name="fit">Their poses, for the reduced views.</param>
    /// <param name="kind">The surface.</param>
    /// <param name="options">Scale and limits.</param>
    public static (PanoramaLayout? Layout, LayoutProblem? Problem) Make(View[] views, PoseFit fit, SurfaceKind kind, StitchOptions options)
    {
        Pose[] poses = [.. fit.Poses.Select((p, i) => p.Resized(views[i].ToReduced))];
        Surface surface = Layout.Surface.Of(kind);
        double scale;
        int quarterTurns;
        if (poses[0].Kind == PoseKind.Rotating)
        {
            (poses, quarterTurns) = Upright.Turn(poses, views, kind, options.Straighten);
            scale = Median([.. poses.Select(p => p.Focal)]) * options.Scale;
        }
        else
        {
            poses = PlaneBalance.Balance(poses, views);
            (scale, quarterTurns) = (options.Scale, 0);
        }

        var extents = new Extent[views.Length];
        for (int i = 0; i < views.Length; i++)
        {
            if (Measure(views[i].Size, poses[i], surface, scale) is not { } extent)
                return (null, new LayoutProblem(i, "it reaches out of what the surface can show"));
            extents[i] = extent;
        }
        double period = surface.Period * scale;
        if (Unreasonable(extents, views, kind, period, poses[0].Lens.Kind, options) is { } problem)
            return (null, problem);

        (double left, double width, bool closed) = double.IsFinite(period) ? Unroll(extents, period) : Span(extents);
        double top = extents.Min(e => e.Top), bottom = extents.Max(e => e.Bottom);
        double columns = closed ? Math.Floor(period) : Math.Ceiling(left + width) - Math.Floor(left) + 1, rows = Math.Ceiling(bottom) - Math.Floor(top) + 1;
        if (!(columns * rows <= options.MaxPixels))
            return (null, new LayoutProblem(-1, string.Create(CultureInfo.InvariantCulture, $"the panorama would have {columns:F0}x{rows:F0} pixels, above the limit of {options.MaxPixels / 1e6:0.#} million")));

        if (!(columns <= options.MaxSide && rows <= options.MaxSide))
            return (null, new LayoutProblem(-1, string.Create(CultureInfo.InvariantCulture, $"the panorama would have {columns:F0}x{rows:F0} pixels, and the file's format holds no side above {options.MaxSide}")));

        var frame = new PanoramaFrame(surface, scale, (long)Math.Floor(left), (long)Math.Floor(top), new Size((int)columns, (int)rows), quarterTurns);
        var layers = new List<Layer>();
        var canvas = new Rect(0, 0, frame.Part.Width, frame.Part.Height);
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
                    layers.Add(new Layer(frame, i, views[i].Index, views[i].Size, poses[i], frame.FromPart(bounds)));
            }
        }
        ViewingField field = poses[0].Kind == PoseKind.Rotating ? ViewingField.Of(views, fit, options) : default;
        return (new PanoramaLayout(kind, fit, frame, [.. layers], [.. extents.Select(e => e.Stretch / options.Scale)], field.Turned(quarterTurns)), null);
    }

    /// <summary>What is wrong with what views would cover: one torn to a multiple of its size, or smeared around a pole.</summary>
    private static LayoutProblem? Unreasonable(Extent[] extents, View[] views, SurfaceKind kind, double period, LensKind lens, StitchOptions options)
    {
        int worst = Enumerable.Range(0, views.Length).MaxBy(i => extents[i].Stretch);
        // Towards its poles a sphere stretches whatever lies there; what that may cost is judged by area.
        if (kind is not SurfaceKind.Spherical && !(extents[worst].Stretch <= options.MaxStretch * options.Scale))
            return new LayoutProblem(worst, string.Create(CultureInfo.InvariantCulture, $"it would be stretched {extents[worst].Stretch / options.Scale:F1} times, at most {options.MaxStretch:F1} allowed"));
        // A fisheye shows the poles wherever it looks.
        if (!double.IsFinite(period) || options.Surface == kind || lens == LensKind.Fisheye)
            return null;
        Extent[] others = [.. extents.Where(e => e.Right - e.Left < PoleShare * period)];
        if (others.Length < extents.Length && (others.Length == 0 || Unroll(others, period).Width < RingShare * period))
            return new LayoutProblem(Array.FindIndex(extents, e => e.Right - e.Left >= PoleShare * period), "it would be smeared around a pole, and the others do not go round it");
        double covered = extents.Sum(e => (e.Right - e.Left) * (e.Bottom - e.Top)), own = views.Sum(v => (double)v.Size.Width * v.Size.Height) * options.Scale * options.Scale;
        return covered > MostArea * own
            ? new LayoutProblem(worst, string.Create(CultureInfo.InvariantCulture, $"the views would cover {covered / own:F1} times their own pixels, at most {MostArea:F0} allowed"))
            : null;
    }

    /// <summary>The part of the surface that a view covers; x is unrolled around the view's middle.</summary>
    internal static Extent? Measure(Size size, Pose pose, Surface surface, double scale)
    {
        double period = surface.Period;
        double left = double.PositiveInfinity, top = left, right = double.NegativeInfinity, bottom = right, stretch = 0;
        Point2d middle = surface.Project(pose.Ray((size.Width - 1) / 2.0, (size.Height - 1) / 2.0));
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
            Point2d seen = pose.Inside(x, y);
            Point3d ray = pose.Ray(seen.X, seen.Y);
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
    internal static (double Left, double Width, bool Closed) Unroll(Extent[] extents, double period)
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

    /// <summary>The part of a surface that a view covers, pixels, and its largest linear magnification there.</summary>
    internal readonly record struct Extent(double Left, double Top, double Right, double Bottom, double Stretch);
}
