using Hybrid.Stitching.Layout;
using Hybrid.Stitching.Registration;
using OpenCvSharp;

namespace Hybrid.Stitching.Composition;

/// <summary>A layer drawn on the reduced canvas, where exposure and seams are decided.</summary>
/// <param name="Bounds">Its rectangle on the reduced canvas.</param>
/// <param name="Image">8-bit BGR.</param>
/// <param name="Mask">Where it has pixels.</param>
/// <param name="Cut">Where it is shown, once seams are found.</param>
internal sealed record SmallLayer(Rect Bounds, Mat Image, Mat Mask, Mat Cut) : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        Image.Dispose();
        Mask.Dispose();
        Cut.Dispose();
    }

    /// <summary>Draws every layer of a panorama at a reduced size.</summary>
    /// <param name="layout">The panorama.</param>
    /// <param name="views">Its members.</param>
    /// <param name="scale">Size of the reduced canvas relative to the canvas.</param>
    public static SmallLayer[] Draw(PanoramaLayout layout, View[] views, double scale)
    {
        var small = new SmallLayer[layout.Layers.Length];
        Concurrency.For(0, small.Length, i =>
        {
            Layer layer = layout.Layers[i];
            Rect bounds = Reduce(layer.Bounds, scale);
            (Mat image, Mat mask) = Renderer.Draw(layer, bounds, scale, views[layer.View].Color);
            small[i] = new SmallLayer(bounds, image, mask, mask.Clone());
        });
        return small;
    }

    private static Rect Reduce(Rect r, double scale)
    {
        int x = (int)Math.Floor(r.X * scale), y = (int)Math.Floor(r.Y * scale);
        return new Rect(x, y, Math.Max(1, (int)Math.Ceiling((r.X + r.Width) * scale) - x), Math.Max(1, (int)Math.Ceiling((r.Y + r.Height) * scale) - y));
    }
}
