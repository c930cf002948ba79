namespace Hybrid.Stitching;

/// <summary>What a person wants of a pair.</summary>
public enum PairLink
{
    /// <summary>As the evidence says.</summary>
    Auto,

    /// <summary>Linked by the best homography there is, whatever its confidence.</summary>
    Force,

    /// <summary>Not linked.</summary>
    Forbid,
}
