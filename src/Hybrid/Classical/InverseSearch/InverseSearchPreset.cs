namespace Hybrid.Classical;

/// <summary>Speed against quality of dense inverse search; the same three as OpenCV's DISOpticalFlow.</summary>
public enum InverseSearchPreset
{
    /// <summary>Searched down to a quarter of the resolution, not refined.</summary>
    UltraFast,

    /// <summary>Searched down to a quarter of the resolution, refined.</summary>
    Fast,

    /// <summary>Searched down to half the resolution with denser patches and more steps, refined.</summary>
    Medium,
}
