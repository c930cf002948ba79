namespace Hybrid.Stereo;

/// <summary>Directions along which semi-global matching aggregates costs.</summary>
public enum SemiGlobalPaths
{
    /// <summary>Three, in strips: little memory and several threads.</summary>
    Three,

    /// <summary>Five, in one pass: little memory.</summary>
    Five,

    /// <summary>All eight of the paper: the whole cost volume in memory, twice.</summary>
    Eight,
}
