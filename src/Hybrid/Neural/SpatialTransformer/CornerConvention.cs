namespace Hybrid.Neural;

/// <summary>What −1 and 1 mean on a normalised axis of n pixels.</summary>
public enum CornerConvention
{
    /// <summary>The outer edges of the border pixels: pixel i is at (2i + 1)/n − 1 (<c>align_corners = 0</c>).</summary>
    PixelEdges,

    /// <summary>The centres of the border pixels: pixel i is at 2i/(n − 1) − 1 (<c>align_corners = 1</c>).</summary>
    PixelCentres,
}
