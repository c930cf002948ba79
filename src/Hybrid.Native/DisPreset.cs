namespace Hybrid.Native;

/// <summary>OpenCV's presets of dense inverse search flow.</summary>
public enum DisPreset
{
    /// <summary>Coarse: starts and ends at low resolution.</summary>
    UltraFast = 0,
    /// <summary>Denser patches than UltraFast.</summary>
    Fast = 1,
    /// <summary>The densest and most exact.</summary>
    Medium = 2,
}
