namespace Hybrid.Alignment.Fusion;

/// <summary>Where a flow proposal comes from. The order is part of the arbiter's contract.</summary>
internal enum ProposalKind
{
    /// <summary>The classical start, refined by the network.</summary>
    Start,

    /// <summary>The network from no start, stacked.</summary>
    Unguided,

    /// <summary>Dense inverse search from no start.</summary>
    InverseSearch,

    /// <summary>The homography of the alignment.</summary>
    Plane,

    /// <summary>Another plane of the scene that dense flow follows.</summary>
    OtherPlane,

    /// <summary>The motion of matches that follow none of those.</summary>
    MatchedPlane,
}
