namespace Hybrid.Geometry;

/// <summary>How a homography is refined on matches.</summary>
public sealed record HomographyRefinerOptions
{
    /// <summary>Residuals beyond this many pixels count linearly (Huber); infinite means least squares.</summary>
    public double HuberScale { get; init; } = 1.0;

    /// <summary>Most steps.</summary>
    public int MaxIterations { get; init; } = 30;

    /// <summary>Relative change of the cost at which to stop.</summary>
    public double Tolerance { get; init; } = 1e-9;
}
