namespace Hybrid.Stereo;

/// <summary>How semi-global matching is run.</summary>
public sealed record SemiGlobalOptions
{
    /// <summary>Which paths are aggregated; null means eight where their memory allows and three otherwise.</summary>
    public SemiGlobalPaths? Paths { get; init; }

    /// <summary>Side of the block whose costs are summed, odd, 1 to 11.</summary>
    public int BlockSize { get; init; } = 5;

    /// <summary>Penalty of a change of disparity by one, for each pixel of the block and channel.</summary>
    public int SmallStep { get; init; } = 8;

    /// <summary>Penalty of a larger change.</summary>
    public int LargeStep { get; init; } = 32;

    /// <summary>The x-derivative is clipped to ± this before it is compared.</summary>
    public int PreFilterCap { get; init; } = 31;

    /// <summary>By how many per cent the best cost must beat the second best.</summary>
    public int Uniqueness { get; init; } = 5;

    /// <summary>Largest left-right difference, px; above it a disparity is discarded.</summary>
    public double LeftRightTolerance { get; init; } = 1;

    /// <summary>Connected regions of fewer pixels are discarded, in 640×480 pixels' worth.</summary>
    public int SpeckleSize { get; init; } = 100;

    /// <summary>Disparities of neighbours that differ by more belong to other regions, px.</summary>
    public double SpeckleStep { get; init; } = 1.5;

    /// <summary>Whether colour images are compared in colour.</summary>
    public bool Color { get; init; } = true;

    /// <summary>Bytes that the cost volume of eight paths may take.</summary>
    public long VolumeBytes { get; init; } = 220_000_000;
}
