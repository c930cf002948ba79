using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>
/// Surfaces in front of each other, nearest first; the last one is endless. Both views are resampled from the same
/// textures, so that neither is a copy of the other, and the truth is that of the surface seen at each pixel centre.
/// </summary>
/// <param name="layers">The surfaces, nearest first.</param>
internal sealed class Scene(IReadOnlyList<SceneLayer> layers)
{
    /// <summary>View A as B, G, R in 0..255, row-major.</summary>
    internal float[] RenderA(int width, int height, int samples) =>
        LayerRenderer.Render(layers.Select(l => l.Texture).ToArray(), i => layers[i].FromA, width, height, samples);

    /// <summary>View B as B, G, R in 0..255, row-major.</summary>
    internal float[] RenderB(int width, int height, int samples) =>
        LayerRenderer.Render(layers.Select(l => l.Texture).ToArray(), i => layers[i].FromB, width, height, samples);

    /// <summary>The true flow from A to B at every pixel of A, known for occluded pixels, too, and which those are.</summary>
    /// <param name="width">Width of both views.</param>
    /// <param name="height">Height of both views.</param>
    /// <param name="occluded">Of A's size: true where B shows another surface there or the point lies outside B.</param>
    internal FlowField Truth(int width, int height, out bool[] occluded)
    {
        var flow = new FlowField(width, height);
        var hidden = new bool[width * height];
        Concurrency.For(0, height, y =>
        {
            for (int x = 0; x < width; x++)
            {
                var a = new Point2d(x, y);
                int seen = Visible(l => l.FromA(a));
                Point2d b = layers[seen].Motion.Forward(a);
                flow[x, y] = new System.Numerics.Vector2((float)(b.X - x), (float)(b.Y - y));
                bool isInside = b.X >= 0 && b.Y >= 0 && b.X <= width - 1 && b.Y <= height - 1;
                hidden[y * width + x] = !isInside || Visible(l => l.FromB(b)) != seen;
            }
        });
        occluded = hidden;
        return flow;
    }

    private int Visible(Func<SceneLayer, Point2d> texturePoint)
    {
        for (int i = 0; i < layers.Count - 1; i++)
        {
            Point2d t = texturePoint(layers[i]);
            if (layers[i].Texture.Opacity(t.X, t.Y) >= 0.5f)
                return i;
        }
        return layers.Count - 1;
    }
}
