using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Generation.Rendering;
using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Lookalikes;

/// <summary>Photographs for lookalikes.</summary>
internal static class LookalikeScene
{
    /// <summary>Width of every image.</summary>
    public const int Width = 640;

    /// <summary>Height of every image.</summary>
    public const int Height = 480;

    private const double Detail = 0.45;

    private static readonly SceneKind[] Kinds =
        [SceneKind.Facade, SceneKind.Posters, SceneKind.Litter, SceneKind.Aerial, SceneKind.Pebbles, SceneKind.Books, SceneKind.Plaster];

    /// <summary>A photograph of a scene that no other stream shows, CV_8UC3.</summary>
    public static Mat Photograph(SeededRandom random)
    {
        using Mat picture = ScenePainter.Paint(random.Pick(Kinds), Width, Height, random.Fork(1), Detail * random.Range(0.8, 1.4));
        return Expose(picture, new PhotoConditions { Gain = random.Range(0.8, 1.2), Warmth = random.Range(0.85, 1.2), Noise = random.Range(1, 4), Blur = random.Range(0.4, 1) }, random.Fork(2));
    }

    /// <summary>Two photographs of one scene.</summary>
    /// <param name="random">Decides scene, cameras and light.</param>
    /// <param name="homography">From the first to the second.</param>
    public static (Mat First, Mat Second) Moved(SeededRandom random, out Homography homography)
    {
        int side = 2 * Width;
        using Mat picture = ScenePainter.Paint(random.Pick(Kinds), side, side * 3 / 4, random.Fork(1), Detail * random.Range(0.9, 1.3));
        Texture texture = Texture.Endless(picture);
        Homography first = new CameraView(0.5, 0.5, 1).TextureFromView(Width, Height, picture.Width, picture.Height);
        var moved = new CameraView(
            0.5 + random.Range(-0.11, 0.11), 0.5 + random.Range(-0.11, 0.11), random.Range(0.85, 1.2), random.Range(3, 25), random.Range(0, 180), random.Range(-18, 18));
        Homography second = moved.TextureFromView(Width, Height, picture.Width, picture.Height);
        homography = (second.Inverse()!.Value * first).Normalized();
        return (View(texture, first, random.Fork(2)), View(texture, second, random.Fork(3)));
    }

    /// <summary>A painted picture as a camera takes it, CV_8UC3.</summary>
    public static unsafe Mat Expose(Mat picture, PhotoConditions conditions, SeededRandom random)
    {
        var view = new float[3 * picture.Width * picture.Height];
        for (int y = 0, rows = picture.Height, row = 3 * picture.Width; y < rows; y++)
        {
            byte* from = (byte*)picture.Ptr(y);
            for (int i = 0; i < row; i++)
                view[y * row + i] = from[i];
        }
        return Camera.Photograph(view, picture.Width, picture.Height, conditions, random);
    }

    private static Mat View(Texture texture, Homography textureFromView, SeededRandom random)
    {
        float[] view = LayerRenderer.Render([texture], _ => p => textureFromView.Apply(p), Width, Height, 2);
        return Camera.Photograph(view, Width, Height, new PhotoConditions { Gain = random.Range(0.85, 1.15), Noise = random.Range(1, 4) }, random);
    }
}
