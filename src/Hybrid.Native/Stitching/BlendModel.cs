namespace Hybrid.Native.Stitching;

/// <summary>How pictures are blended.</summary>
public enum BlendModel
{
    /// <summary>Not at all: later pictures cover earlier ones.</summary>
    None = 0,

    /// <summary>Weights fall towards the borders of the masks.</summary>
    Feather = 1,

    /// <summary>Burt and Adelson's Laplacian pyramids.</summary>
    MultiBand = 2,
}
