namespace Hybrid.Stereo;

/// <summary>A rectified stereo camera: what turns disparities into places.</summary>
/// <param name="Focal">Focal length of both views, px.</param>
/// <param name="CxLeft">Column of the left principal point, px.</param>
/// <param name="CxRight">Column of the right principal point, px.</param>
/// <param name="Cy">Row of both principal points, px.</param>
/// <param name="Baseline">Distance of the cameras, in <paramref name="Unit"/>; positive.</param>
/// <param name="Unit">Unit of lengths: <c>m</c>, <c>mm</c>, or <c>unit</c> where the calibration does not say.</param>
public sealed record StereoCamera(double Focal, double CxLeft, double CxRight, double Cy, double Baseline, string Unit)
{
    /// <summary>The disparity of what is infinitely far away, c_left − c_right; nearer things have larger ones.</summary>
    public double AtInfinity => CxLeft - CxRight;

    /// <summary>Depth along the axis, f·B / (d + c_right − c_left); NaN where that is not in front of the cameras.</summary>
    /// <param name="disparity">px.</param>
    public double Depth(double disparity)
    {
        double d = disparity + CxRight - CxLeft;
        return d > 1e-6 ? Focal * Baseline / d : double.NaN;
    }

    /// <summary>The place that the left image's pixel (x, y) shows: x right, y down, z forward from the left camera.</summary>
    /// <param name="x">Column, px.</param>
    /// <param name="y">Row, px.</param>
    /// <param name="depth">See <see cref="Depth"/>.</param>
    public (double X, double Y, double Z) Place(double x, double y, double depth) => ((x - CxLeft) / Focal * depth, (y - Cy) / Focal * depth, depth);
}
