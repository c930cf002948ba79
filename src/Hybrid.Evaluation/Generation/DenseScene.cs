using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Generation.Rendering;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation;

/// <summary>What flow and stereo scenes have in common: an endless background and things in front of it.</summary>
internal static class DenseScene
{
    private const double TexelsPerPixel = 1.5;
    private const double DetailUnit = 0.62;

    /// <summary>Kinds whose detail suits small images, in turn.</summary>
    private static readonly SceneKind[] s_kinds =
        [SceneKind.Litter, SceneKind.Facade, SceneKind.Posters, SceneKind.Pebbles, SceneKind.Books, SceneKind.Aerial, SceneKind.Plaster, SceneKind.Tiles];

    internal static SceneKind Kind(int number) => s_kinds[number % s_kinds.Length];

    /// <summary>An endless surface of that kind.</summary>
    internal static SceneLayer Background(SceneKind kind, int width, int height, SeededRandom random, IMotion motion)
    {
        int side = (int)(2.2 * TexelsPerPixel * width);
        using Mat picture = ScenePainter.Paint(kind, side, side * 3 / 4, random, DetailUnit * width / 320);
        Homography view = new CameraView(TexelsPerPixel: TexelsPerPixel).TextureFromView(width, height, picture.Width, picture.Height);
        return new SceneLayer(Texture.Endless(picture), view, motion);
    }

    /// <summary>A thing in front of it.</summary>
    /// <param name="kind">What its surface shows.</param>
    /// <param name="at">Its middle in A's pixels.</param>
    /// <param name="diameter">Its size in A's pixels.</param>
    /// <param name="width">Width of the view, which sets the size of details.</param>
    /// <param name="random">Decides shape, surface and turn.</param>
    /// <param name="motion">Its motion.</param>
    internal static SceneLayer Thing(SceneKind kind, Point2d at, double diameter, int width, SeededRandom random, IMotion motion)
    {
        int side = (int)(TexelsPerPixel * diameter);
        Texture texture = CutoutPainter.Make(kind, side, random.Fork(1), DetailUnit * 0.8 * width / 320);
        (double s, double c) = Math.SinCos(random.Range(-0.4, 0.4));
        var turn = new Homography(TexelsPerPixel * c, -TexelsPerPixel * s, 0, TexelsPerPixel * s, TexelsPerPixel * c, 0, 0, 0, 1);
        Homography view = Homography.Translation((side - 1) / 2.0, (side - 1) / 2.0) * turn * Homography.Translation(-at.X, -at.Y);
        return new SceneLayer(texture, view, motion);
    }
}
