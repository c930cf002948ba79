using OpenCvSharp;

namespace Hybrid.Stitching.Composition.Blending;

/// <summary>A layer's part of a tile.</summary>
/// <param name="Image">Its pixels, 8-bit or 16-bit BGR; beyond the mask its border is repeated.</param>
/// <param name="Mask">Where it has pixels.</param>
/// <param name="Weights">How much it shows, row-major, 0..1.</param>
/// <param name="At">Where it lies in the tile.</param>
internal sealed record TilePart(Mat Image, Mat Mask, float[] Weights, Rect At) : IDisposable
{
    /// <summary>Whether it shows anywhere.</summary>
    public bool IsShown { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Image.Dispose();
        Mask.Dispose();
    }
}
