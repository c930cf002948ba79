using System.Numerics;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Rendering;

/// <summary>Renders surfaces in front of each other, several samples a pixel, each filtered to its share of the pixel.</summary>
internal static class LayerRenderer
{
    /// <summary>Renders a view.</summary>
    /// <param name="textures">Surfaces, nearest first.</param>
    /// <param name="textureFromView">For each surface the map from the view's pixels to its own.</param>
    /// <param name="width">Width of the view in pixels.</param>
    /// <param name="height">Height of the view in pixels.</param>
    /// <param name="samples">Samples along each side of a pixel.</param>
    /// <returns>B, G, R in 0..255, row-major.</returns>
    internal static float[] Render(
        IReadOnlyList<Texture> textures, Func<int, Func<Point2d, Point2d>> textureFromView, int width, int height, int samples)
    {
        Func<Point2d, Point2d>[] maps = [.. Enumerable.Range(0, textures.Count).Select(textureFromView)];
        var image = new float[3 * width * height];
        Concurrency.For(0, height, y =>
        {
            Span<float> footprints = stackalloc float[maps.Length];
            for (int x = 0; x < width; x++)
            {
                for (int i = 0; i < maps.Length; i++)
                    footprints[i] = Footprint(maps[i], x, y) / samples;
                Vector4 sum = Vector4.Zero;
                for (int j = 0; j < samples * samples; j++)
                {
                    var at = new Point2d(x + (j % samples + 0.5) / samples - 0.5, y + (j / samples + 0.5) / samples - 0.5);
                    sum += Through(textures, maps, footprints, at);
                }
                sum /= samples * samples;
                int o = 3 * (y * width + x);
                (image[o], image[o + 1], image[o + 2]) = (sum.X, sum.Y, sum.Z);
            }
        });
        return image;
    }

    private static Vector4 Through(IReadOnlyList<Texture> textures, Func<Point2d, Point2d>[] maps, ReadOnlySpan<float> footprints, Point2d at)
    {
        Vector4 sum = Vector4.Zero;
        float open = 1;
        for (int i = 0; i < maps.Length && open > 0.004f; i++)
        {
            Point2d t = maps[i](at);
            Vector4 color = textures[i].Sample((float)t.X, (float)t.Y, footprints[i]);
            sum += open * color;
            open *= 1 - color.W / 255;
        }
        return sum;
    }

    // The longest side that a pixel of the view has on the surface: less would alias along it.
    private static float Footprint(Func<Point2d, Point2d> map, int x, int y)
    {
        Point2d l = map(new Point2d(x - 0.5, y)), r = map(new Point2d(x + 0.5, y));
        Point2d t = map(new Point2d(x, y - 0.5)), b = map(new Point2d(x, y + 0.5));
        double ux = r.X - l.X, uy = r.Y - l.Y, vx = b.X - t.X, vy = b.Y - t.Y;
        return (float)Math.Sqrt(Math.Max(ux * ux + uy * uy, vx * vx + vy * vy));
    }
}
