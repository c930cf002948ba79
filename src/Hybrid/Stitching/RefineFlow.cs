namespace Hybrid.Stitching;

/// <summary>What computes the residual flow of overlaps.</summary>
public enum RefineFlow
{
    /// <summary>DIS, and where that leaves much the cascade too, if its model is installed: whichever agrees more.</summary>
    Auto,

    /// <summary>Dense inverse search: no learned weight.</summary>
    Dis,

    /// <summary>The cascade network.</summary>
    Cascade,
}
