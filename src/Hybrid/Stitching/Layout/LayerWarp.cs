using System.Numerics;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Stitching.Layout;

/// <summary>
/// A dense correction of where a layer's pixels come from: the canvas at (x, y) shows what the poses alone would put at
/// (x, y) + correction. Kept on a coarser grid than the canvas; beyond its rectangle, which is the layer's, as at its border.
/// </summary>
/// <param name="Bounds">The part of the canvas that it covers; pixel i of the canvas reaches from i to i + 1 in it.</param>
/// <param name="Field">Displacements in pixels of the canvas, on a grid of equal cells over <paramref name="Bounds"/>.</param>
internal sealed record LayerWarp(Rect2d Bounds, FlowField Field)
{
    /// <summary>The correction at a place of the canvas.</summary>
    public Vector2 At(double x, double y)
    {
        double u = (x + 0.5 - Bounds.X) * Field.Width / Bounds.Width - 0.5, v = (y + 0.5 - Bounds.Y) * Field.Height / Bounds.Height - 0.5;
        int x0 = Math.Clamp((int)Math.Floor(u), 0, Math.Max(0, Field.Width - 2)), y0 = Math.Clamp((int)Math.Floor(v), 0, Math.Max(0, Field.Height - 2));
        int x1 = Math.Min(x0 + 1, Field.Width - 1), y1 = Math.Min(y0 + 1, Field.Height - 1);
        float fx = (float)Math.Clamp(u - x0, 0, 1), fy = (float)Math.Clamp(v - y0, 0, 1);
        return (1 - fy) * ((1 - fx) * Field[x0, y0] + fx * Field[x1, y0]) + fy * ((1 - fx) * Field[x0, y1] + fx * Field[x1, y1]);
    }
}
