namespace Hybrid.Native.Stitching;

/// <summary>Which way a panorama is straightened.</summary>
public enum WaveCorrection
{
    /// <summary>A panorama that spans sideways.</summary>
    Horizontal = 0,

    /// <summary>A panorama that spans upwards.</summary>
    Vertical = 1,

    /// <summary>Whichever fits the cameras.</summary>
    Auto = 2,
}
