namespace Hybrid.Alignment;

/// <summary>Whether features are sought only where a network sees the images overlap.</summary>
public enum OverlapGate
{
    /// <summary>Everywhere.</summary>
    Off,

    /// <summary>First inside the predicted overlap, then everywhere where that is not verified.</summary>
    On,

    /// <summary>Inside the predicted overlap where the first attempt everywhere is not verified.</summary>
    WhereWeak,
}
