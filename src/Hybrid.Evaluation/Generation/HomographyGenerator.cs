using System.Globalization;
using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Generation.Rendering;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation;

/// <summary>Makes a homography set: <c>1.jpg</c> to <c>k.jpg</c> and <c>H_1_k.txt</c>.</summary>
internal static class HomographyGenerator
{
    internal static IReadOnlyList<GeneratedPair> Make(
        string place, HomographySet set, SeededRandom random, EmbeddedDatasetOptions options, CancellationToken token)
    {
        (int width, int height) = options.HomographySize;
        // The table is for views 576 pixels wide; at another size the surface is painted in proportion.
        double unit = width / 576.0;
        int textureWidth = (int)Math.Round(set.TextureWidth * unit);
        using Mat picture = ScenePainter.Paint(set.Kind, textureWidth, textureWidth * 3 / 4, random.Fork(0), unit);
        Texture texture = Texture.Endless(picture);
        Homography first = TextureFrom(set.First);
        Photograph(1, first, new PhotoConditions());
        var pairs = new List<GeneratedPair>();
        for (int i = 0; i < set.Views.Count; i++)
        {
            token.ThrowIfCancellationRequested();
            HomographyView view = set.Views[i];
            Homography textureFromView = TextureFrom(view.Camera);
            Photograph(i + 2, textureFromView, view.Photo);
            Homography truth = (textureFromView.Inverse()!.Value * first).Normalized();
            AtomicFile.WriteAllText(Path.Combine(place, $"H_1_{i + 2}.txt"), ToText(truth));
            pairs.Add(new GeneratedPair($"homography/{set.Name}/1-{i + 2}", view.Tier, set.Factor, new Dictionary<string, double>
            {
                [set.Unit] = view.Level,
                ["overlap"] = Math.Round(Overlap(truth, width, height), 3),
            }));
        }
        return pairs;

        Homography TextureFrom(CameraView camera) => camera.TextureFromView(width, height, texture.Width, texture.Height);

        void Photograph(int number, Homography textureFromView, PhotoConditions photo)
        {
            float[] view = LayerRenderer.Render([texture], _ => p => textureFromView.Apply(p), width, height, options.Samples);
            using Mat image = Camera.Photograph(view, width, height, photo, random.Fork((ulong)number));
            ImageWriter.Write(Path.Combine(place, $"{number}.jpg"), image, new ImageWriteOptions { JpegQuality = options.JpegQuality });
        }
    }

    /// <summary>The fraction of A's pixels that B shows, on a grid of 8 pixels.</summary>
    private static double Overlap(Homography h, int width, int height)
    {
        int inside = 0, all = 0;
        for (int y = 4; y < height; y += 8)
        {
            for (int x = 4; x < width; x += 8)
            {
                Point2d b = h.Apply(new Point2d(x, y));
                inside += b.X >= 0 && b.Y >= 0 && b.X <= width - 1 && b.Y <= height - 1 ? 1 : 0;
                all++;
            }
        }
        return (double)inside / all;
    }

    private static string ToText(Homography h)
    {
        string[] m = [.. h.ToRowMajor().Select(v => v.ToString("R", CultureInfo.InvariantCulture))];
        return $"{m[0]} {m[1]} {m[2]}\n{m[3]} {m[4]} {m[5]}\n{m[6]} {m[7]} {m[8]}\n";
    }
}
