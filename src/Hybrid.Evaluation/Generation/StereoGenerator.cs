using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Generation.Rendering;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation;

/// <summary>
/// Makes a rectified stereo pair: <c>left.jpg</c>, <c>right.jpg</c>, <c>disp_left_x256.png</c> (16-bit, times 256) and
/// <c>occ_left.png</c> (255 = occluded).
/// </summary>
internal static class StereoGenerator
{
    internal static string Name(int number) => $"{DenseScene.Kind(number).ToString().ToLowerInvariant()}_{number + 1:00}";

    internal static GeneratedPair Make(string place, int number, SeededRandom random, EmbeddedDatasetOptions options)
    {
        (int width, int height) = options.DenseSize;
        Scene scene = Build(number, width, height, random);
        // Every third pair has cameras that are not matched: exposure and noise differ.
        PhotoConditions right = number % 3 == 2 ? new PhotoConditions { Gain = random.Range(0.75, 1.3), Noise = 4 } : new PhotoConditions();
        Photograph(scene.RenderA(width, height, options.Samples), "left.jpg", new PhotoConditions(), 1);
        Photograph(scene.RenderB(width, height, options.Samples), "right.jpg", right, 2);
        FlowField truth = scene.Truth(width, height, out bool[] occluded);
        var disparity = new ScalarMap(width, height);
        for (int i = 0; i < disparity.Data.Length; i++)
            disparity.Data[i] = -truth.Data[2 * i];
        DisparityFile.WriteScaled(Path.Combine(place, "disp_left_x256.png"), disparity);
        OcclusionMask.Write(Path.Combine(place, "occ_left.png"), occluded, width, height);
        double largest = disparity.Data.Max(), hidden = (double)occluded.Count(o => o) / occluded.Length;
        DatasetTier tier = DenseScene.Kind(number) is SceneKind.Plaster or SceneKind.Tiles ? DatasetTier.Hard
            : number % 3 == 2 || hidden > 0.2 ? DatasetTier.Medium : DatasetTier.Easy;
        return new GeneratedPair($"stereo/{Name(number)}", tier, "stereo", new Dictionary<string, double>
        {
            ["largest_disparity"] = Math.Round(largest, 2),
            ["occluded"] = Math.Round(hidden, 4),
        });

        void Photograph(float[] view, string name, PhotoConditions conditions, ulong part)
        {
            using Mat image = Camera.Photograph(view, width, height, conditions, random.Fork(part));
            ImageWriter.Write(Path.Combine(place, name), image, new ImageWriteOptions { JpegQuality = options.JpegQuality });
        }
    }

    private static Scene Build(int number, int width, int height, SeededRandom random)
    {
        int things = random.Integer(4, 8);
        double far = random.Range(0.012, 0.04) * width, near = random.Range(0.08, 0.15) * width;
        var layers = new List<SceneLayer>();
        for (int i = 0; i < things; i++)
        {
            double disparity = near + (far * 1.5 - near) * i / (things - 1);
            var at = new Point2d(random.Range(0.15, 0.9) * width, random.Range(0.15, 0.85) * height);
            layers.Add(DenseScene.Thing(DenseScene.Kind(number + i + 1), at, random.Range(0.2, 0.4) * width, width, random.Fork(0x100 + (ulong)i),
                new HomographyMotion(Plane(disparity, random.Range(-0.06, 0.06), random.Range(-0.06, 0.06), at))));
        }
        var center = new Point2d(width / 2.0, height / 2.0);
        // The ground comes nearer towards the lower edge; its disparity stays above zero everywhere.
        double slope = random.Range(0, 0.9) * far / (0.5 * height), lean = random.Range(-0.2, 0.2) * far / (0.5 * width);
        Homography plane = Plane(1.3 * far, lean, slope, center);
        IMotion ground = number % 4 == 3
            ? new WavyMotion(plane, random.Fork(7), amplitude: 0.006 * width, period: 0.25 * width, onlyAlongRows: true)
            : new HomographyMotion(plane);
        layers.Add(DenseScene.Background(DenseScene.Kind(number), width, height, random.Fork(8), ground));
        return new Scene(layers);
    }

    // x_right = x - d, d = disparity at the centre + slopes: rows are kept.
    private static Homography Plane(double disparity, double slopeX, double slopeY, Point2d center) =>
        new(1 - slopeX, -slopeY, -(disparity - slopeX * center.X - slopeY * center.Y), 0, 1, 0, 0, 0, 1);
}
