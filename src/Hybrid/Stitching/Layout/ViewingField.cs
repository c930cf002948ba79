using Hybrid.Stitching.Cameras;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Layout;

/// <summary>How far turning cameras see around the axis of a panorama and along it.</summary>
/// <param name="Horizontal">Degrees of longitude, at most 360.</param>
/// <param name="Vertical">Degrees of latitude.</param>
/// <param name="WidestAcross">Field of the widest single view in the horizontal direction, degrees.</param>
/// <param name="WidestAlong">Field of the widest single view in the vertical direction, degrees.</param>
internal readonly record struct ViewingField(double Horizontal, double Vertical, double WidestAcross, double WidestAlong)
{
    private const double Degrees = 180 / Math.PI;

    /// <summary>The field of cameras.</summary>
    /// <param name="views">The views.</param>
    /// <param name="fit">Rotating cameras, for the reduced views.</param>
    /// <param name="options">Whether the world is straightened.</param>
    public static ViewingField Of(View[] views, PoseFit fit, StitchOptions options)
    {
        (Pose[] poses, _) = Upright.Turn([.. fit.Poses.Select((p, i) => p.Resized(views[i].ToReduced))], views, SurfaceKind.Spherical, options.Straighten);
        Surface sphere = Surface.Of(SurfaceKind.Spherical);
        PanoramaLayout.Extent[] extents = [.. views.Select((v, i) => PanoramaLayout.Measure(v.Size, poses[i], sphere, 1)!.Value)];
        (_, double width, bool closed) = PanoramaLayout.Unroll(extents, sphere.Period);
        (double Across, double Along)[] own = [.. poses.Select((p, i) => Own(p, views[i].Size))];
        return new ViewingField(closed ? 360 : width * Degrees, (extents.Max(e => e.Bottom) - extents.Min(e => e.Top)) * Degrees, own.Max(o => o.Across), own.Max(o => o.Along));
    }

    /// <summary>The field of the picture after quarter turns.</summary>
    public ViewingField Turned(int quarterTurns) => quarterTurns % 2 == 0 ? this : new(Vertical, Horizontal, WidestAlong, WidestAcross);

    /// <summary>The field of one view around the axis and along it.</summary>
    private static (double Across, double Along) Own(in Pose pose, Size size)
    {
        double wide = Angle(pose.Ray(-0.5, pose.Cy), pose.Ray(pose.Cx, pose.Cy)) + Angle(pose.Ray(size.Width - 0.5, pose.Cy), pose.Ray(pose.Cx, pose.Cy));
        double high = Angle(pose.Ray(pose.Cx, -0.5), pose.Ray(pose.Cx, pose.Cy)) + Angle(pose.Ray(pose.Cx, size.Height - 0.5), pose.Ray(pose.Cx, pose.Cy));
        bool upright = Math.Abs(pose.Matrix.M21) <= Math.Abs(pose.Matrix.M22);
        return upright ? (wide, high) : (high, wide);
    }

    private static double Angle(Point3d a, Point3d b) => Degrees * Math.Acos(Math.Clamp(
        (a.X * b.X + a.Y * b.Y + a.Z * b.Z) / Math.Sqrt((a.X * a.X + a.Y * a.Y + a.Z * a.Z) * (b.X * b.X + b.Y * b.Y + b.Z * b.Z)), -1, 1));
}
