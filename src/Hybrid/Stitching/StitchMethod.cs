namespace Hybrid.Stitching;

/// <summary>How overlaps are brought together.</summary>
public enum StitchMethod
{
    /// <summary>Dense refinement only where an overlap's residual asks for it.</summary>
    Auto,

    /// <summary>Cameras or plane maps alone.</summary>
    Classic,

    /// <summary>Dense refinement of every overlap, kept where it is verified.</summary>
    Hybrid,
}
