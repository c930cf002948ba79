namespace Hybrid.Alignment;

/// <summary>How far the classical path goes where a first attempt is weak.</summary>
public enum Escalation
{
    /// <summary>One attempt only.</summary>
    None,

    /// <summary>Other features and matching under the current homography, no affine simulation.</summary>
    Moderate,

    /// <summary>Everything, affine simulation of strong tilts included.</summary>
    Full,
}
