using Hybrid.Geometry;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>How a camera stands to a plane.</summary>
/// <param name="CenterX">The point of the plane in the middle of the view, as a fraction of the texture's width.</param>
/// <param name="CenterY">Likewise of its height.</param>
/// <param name="TexelsPerPixel">Texture pixels per pixel of the view in its middle, across the tilt.</param>
/// <param name="TiltDegrees">Angle between the optical axis and the plane's normal.</param>
/// <param name="AxisDegrees">Direction of the axis of that tilt, in the plane; 90 turns the view to the side.</param>
/// <param name="RollDegrees">Rotation about the optical axis.</param>
internal readonly record struct CameraView(
    double CenterX = 0.5, double CenterY = 0.5, double TexelsPerPixel = 2, double TiltDegrees = 0, double AxisDegrees = 90, double RollDegrees = 0)
{
    // A long lens keeps the horizon out of views tilted by up to 75 degrees.
    private const double FocalInWidths = 2.2;

    /// <summary>From view pixels to texture pixels: the inverse of K [r1 r2 t] (Hartley and Zisserman, 2nd ed., eq. 8.1).</summary>
    internal Homography TextureFromView(int width, int height, int textureWidth, int textureHeight)
    {
        double f = FocalInWidths * width, distance = f * TexelsPerPixel;
        (double st, double ct) = Math.SinCos(TiltDegrees * Math.PI / 180);
        (double sa, double ca) = Math.SinCos(AxisDegrees * Math.PI / 180);
        (double sr, double cr) = Math.SinCos(RollDegrees * Math.PI / 180);
        // Rodrigues' formula about the axis (ca, sa, 0), first two columns.
        double r11 = ct + ca * ca * (1 - ct), r12 = ca * sa * (1 - ct), r22 = ct + sa * sa * (1 - ct);
        double r31 = -sa * st, r32 = ca * st;
        var plane = new Homography(r11, r12, 0, r12, r22, 0, r31, r32, distance);
        var roll = new Homography(cr, -sr, 0, sr, cr, 0, 0, 0, 1);
        var calibration = new Homography(f, 0, (width - 1) / 2.0, 0, f, (height - 1) / 2.0, 0, 0, 1);
        var toCenter = Homography.Translation(-CenterX * (textureWidth - 1), -CenterY * (textureHeight - 1));
        return (calibration * roll * plane * toCenter).Inverse()
            ?? throw new InvalidOperationException("The camera lies in the plane that it looks at.");
    }
}
