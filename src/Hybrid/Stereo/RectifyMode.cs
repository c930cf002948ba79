namespace Hybrid.Stereo;

/// <summary>Whether a pair is rectified before it is matched.</summary>
public enum RectifyMode
{
    /// <summary>Where matches say that it helps.</summary>
    Auto,

    /// <summary>Never: the pair is matched as given.</summary>
    Off,
}
