namespace Hybrid.Native.Stitching;

/// <summary>How the seams between pictures are found.</summary>
public enum SeamModel
{
    /// <summary>Not at all: masks stay as they are.</summary>
    None = 0,

    /// <summary>Each pixel goes to the picture whose mask reaches farthest around it.</summary>
    Voronoi = 1,

    /// <summary>Dynamic programming over colour differences.</summary>
    DynamicColor = 2,

    /// <summary>Dynamic programming over colour differences and gradients.</summary>
    DynamicColorGradient = 3,

    /// <summary>Graph cut over colour differences.</summary>
    GraphCutColor = 4,

    /// <summary>Graph cut over colour differences and gradients.</summary>
    GraphCutColorGradient = 5,
}
