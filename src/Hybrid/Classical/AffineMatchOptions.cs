namespace Hybrid.Classical;

/// <summary>How far affine simulation goes.</summary>
public sealed record AffineMatchOptions
{
    /// <summary>Largest simulated tilt.</summary>
    public double MaxTilt { get; init; } = 4;

    /// <summary>Factor from one simulated tilt to the next, above 1; √2 in the paper.</summary>
    public double TiltStep { get; init; } = Math.Sqrt(2);

    /// <summary>Images are reduced so that their long side is at most this before views are simulated.</summary>
    public int LongSide { get; init; } = 640;

    /// <summary>Keypoints kept a view.</summary>
    public int KeypointsPerView { get; init; } = 600;

    /// <summary>Ratio test against the nearest descriptor that lies elsewhere in the other image.</summary>
    public double Ratio { get; init; } = 0.85;

    /// <summary>How far "elsewhere" is, in pixels of the reduced image.</summary>
    public double Elsewhere { get; init; } = 6;

    /// <summary>Whether views of both images are simulated, or of one at a time against the other's frontal view.</summary>
    public bool BothSides { get; init; } = true;
}
