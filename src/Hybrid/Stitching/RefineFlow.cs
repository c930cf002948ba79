namespace Hybrid.Stitching;

/// <summary>What computes the residual flow of overlaps.</summary>
public enum RefineFlow
{
    /// <summary>The cascade where its model is installed, else DIS.</summary>
    Auto,

    /// <summary>Dense inverse search: no learned weight.</summary>
    Dis,

    /// <summary>The cascade network.</summary>
    Cascade,
}
