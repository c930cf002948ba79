namespace Hybrid.Native.Stitching;

/// <summary>A camera of a panorama. For affine estimation R holds the affine transform and the rest is left alone.</summary>
public sealed record CameraParameters
{
    /// <summary>Focal length in pixels.</summary>
    public double Focal { get; init; } = 1;

    /// <summary>Height of a pixel over its width.</summary>
    public double Aspect { get; init; } = 1;

    /// <summary>Principal point, x in pixels.</summary>
    public double Ppx { get; init; }

    /// <summary>Principal point, y in pixels.</summary>
    public double Ppy { get; init; }

    /// <summary>Rotation (or the affine transform), nine numbers, row-major.</summary>
    public double[] R { get; init; } = [1, 0, 0, 0, 1, 0, 0, 0, 1];

    /// <summary>Translation, three numbers.</summary>
    public double[] T { get; init; } = [0, 0, 0];

    /// <summary>The calibration matrix K, nine numbers, row-major, for pictures scaled by <paramref name="scale"/>.</summary>
    public float[] K(double scale = 1) =>
    [
        (float)(Focal * scale), 0, (float)(Ppx * scale),
        0, (float)(Focal * Aspect * scale), (float)(Ppy * scale),
        0, 0, 1,
    ];
}
