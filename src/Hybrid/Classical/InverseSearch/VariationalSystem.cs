namespace Hybrid.Classical.InverseSearch;

/// <summary>
/// The linear system of one fixed-point iteration, and what it is made of: for each pixel
/// A11 du + A12 dv = b1 + Σ w du', A12 du + A22 dv = b2 + Σ w dv', the sums going over the four neighbours.
/// </summary>
internal sealed class VariationalSystem
{
    /// <summary>Mean of the first image and of the second one warped, and their difference.</summary>
    public Plane Mean { get; } = new();

    /// <inheritdoc cref="Mean"/>
    public Plane Difference { get; } = new();

    /// <summary>First derivatives of the mean.</summary>
    public Plane MeanX { get; } = new();

    /// <inheritdoc cref="MeanX"/>
    public Plane MeanY { get; } = new();

    /// <summary>Ix, Iy and It over the length of (Ix, Iy, ζ).</summary>
    public SplitPlane[] Brightness { get; } = [new(), new(), new()];

    /// <summary>Ixx, Ixy and Ixt over the length of (Ixx, Ixy, ζ).</summary>
    public SplitPlane[] GradientX { get; } = [new(), new(), new()];

    /// <summary>Ixy, Iyy and Iyt over the length of (Ixy, Iyy, ζ).</summary>
    public SplitPlane[] GradientY { get; } = [new(), new(), new()];

    /// <summary>The flow that is refined.</summary>
    public SplitPlane U { get; } = new();

    /// <inheritdoc cref="U"/>
    public SplitPlane V { get; } = new();

    /// <summary>The increment that is solved for.</summary>
    public SplitPlane Du { get; } = new();

    /// <inheritdoc cref="Du"/>
    public SplitPlane Dv { get; } = new();

    /// <summary>The weight of smoothness between a pixel and its neighbours right and below.</summary>
    public SplitPlane Weight { get; } = new();

    public SplitPlane A12 { get; } = new();

    public SplitPlane B1 { get; } = new();

    public SplitPlane B2 { get; } = new();

    /// <summary>ω/A11 and ω/A22; zero outside the image, so that the increment stays zero there.</summary>
    public SplitPlane Inverse1 { get; } = new();

    /// <inheritdoc cref="Inverse1"/>
    public SplitPlane Inverse2 { get; } = new();

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Takes the shape of a level, with an increment of zero.</summary>
    public void Reset(int width, int height)
    {
        (Width, Height) = (width, height);
        foreach (Plane plane in (ReadOnlySpan<Plane>)[Mean, Difference, MeanX, MeanY])
            plane.Reshape(width, height, 1);
        foreach (SplitPlane plane in (ReadOnlySpan<SplitPlane>)[.. Brightness, .. GradientX, .. GradientY, U, V, Du, Dv, Weight, A12, B1, B2, Inverse1, Inverse2])
            plane.Reshape(width, height);
        // The border of these three stays zero: there the increment is, and nothing is smoothed across it.
        Du.Clear();
        Dv.Clear();
        Weight.Clear();
    }
}
