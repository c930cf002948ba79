namespace Hybrid.Stitching;

/// <summary>What became of an image.</summary>
public enum ImageOutcome
{
    /// <summary>It is in the panorama.</summary>
    Used,

    /// <summary>Nothing connects it with another image.</summary>
    NoOverlap,

    /// <summary>It has the very content of another.</summary>
    Duplicate,

    /// <summary>The file cannot be read.</summary>
    Unreadable,

    /// <summary>It belongs to another panorama than the one written.</summary>
    OtherPanorama,

    /// <summary>It would have to be stretched absurdly, or is seen from behind.</summary>
    Stretched,

    /// <summary>The caller asked for it.</summary>
    Excluded,
}
