using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>Paints a surface of a kind.</summary>
internal static class ScenePainter
{
    /// <summary>Paints a surface; the same arguments give the same pixels.</summary>
    /// <param name="kind">What it shows.</param>
    /// <param name="width">Width in texture pixels.</param>
    /// <param name="height">Height in texture pixels.</param>
    /// <param name="random">The stream that decides everything.</param>
    /// <param name="unit">Size of details in texture pixels relative to those of a surface 2400 px wide.</param>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    internal static Mat Paint(SceneKind kind, int width, int height, SeededRandom random, double unit)
    {
        using var canvas = new Canvas(width, height, random, Scalar.All(128));
        switch (kind)
        {
            case SceneKind.Facade:
                FacadePainter.Paint(canvas, unit);
                break;
            case SceneKind.Posters:
                PosterPainter.Paint(canvas, unit);
                break;
            case SceneKind.Litter:
                LitterPainter.Paint(canvas, unit);
                break;
            case SceneKind.Aerial:
                AerialPainter.Paint(canvas, unit);
                break;
            case SceneKind.Pebbles:
                PebblePainter.Paint(canvas, unit);
                break;
            case SceneKind.Books:
                BookPainter.Paint(canvas, unit);
                break;
            case SceneKind.Tiles:
                TilePainter.Paint(canvas, unit);
                break;
            default:
                PlasterPainter.Paint(canvas, unit);
                break;
        }
        Weather(canvas, unit);
        return canvas.Picture.Clone();
    }

    // Grain at every scale, so that no flat colour of the drawing is left, and slow changes of light.
    private static void Weather(Canvas canvas, double unit)
    {
        uint fine = canvas.NoiseSeed(), slow = canvas.NoiseSeed();
        float spacing = (float)(12 * unit), wide = (float)(700 * unit);
        canvas.Modulate((x, y) =>
            0.16f * Noise.Fractal(x, y, spacing, 4, fine) + 0.30f * Noise.Fractal(x, y, wide, 3, slow));
    }
}
