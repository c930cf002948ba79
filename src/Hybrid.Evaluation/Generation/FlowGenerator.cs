using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Generation.Rendering;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation;

/// <summary>
/// Makes a flow pair: <c>1.jpg</c>, <c>2.jpg</c>, <c>flow_1_2.png</c> (KITTI's 16-bit coding, occluded pixels included)
/// and <c>occ_1_2.png</c> (255 = occluded).
/// </summary>
internal static class FlowGenerator
{
    // Largest motion of the nearest thing, as a fraction of the width, for each pair in turn.
    private static readonly double[] s_motions = [0.02, 0.05, 0.1, 0.03, 0.14, 0.07, 0.2, 0.1];

    internal static string Name(int number) => $"{DenseScene.Kind(number).ToString().ToLowerInvariant()}_{number + 1:00}";

    internal static GeneratedPair Make(string place, int number, SeededRandom random, EmbeddedDatasetOptions options)
    {
        (int width, int height) = options.DenseSize;
        double motion = s_motions[number % s_motions.Length] * width;
        bool isWavy = number % 3 == 2;
        Scene scene = Build(number, width, height, motion, isWavy, random);
        var photoB = new PhotoConditions { Gain = random.Range(0.85, 1.15), Noise = 2 };
        Photograph(scene.RenderA(width, height, options.Samples), "1.jpg", new PhotoConditions(), 1);
        Photograph(scene.RenderB(width, height, options.Samples), "2.jpg", photoB, 2);
        FlowField truth = scene.Truth(width, height, out bool[] occluded);
        KittiFlowFile.Write(Path.Combine(place, "flow_1_2.png"), truth);
        OcclusionMask.Write(Path.Combine(place, "occ_1_2.png"), occluded, width, height);
        double hidden = (double)occluded.Count(o => o) / occluded.Length;
        double largest = FlowOperations.Magnitude(truth).Data.Max();
        DatasetTier tier = largest < 0.04 * width ? DatasetTier.Easy : largest < 0.1 * width ? DatasetTier.Medium : largest < 0.18 * width ? DatasetTier.Hard : DatasetTier.Extreme;
        return new GeneratedPair($"flow/{Name(number)}/1-2", tier, isWavy ? "parallax_deformation" : "parallax", new Dictionary<string, double>
        {
            ["largest_motion"] = Math.Round(largest, 2),
            ["occluded"] = Math.Round(hidden, 4),
        });

        void Photograph(float[] view, string name, PhotoConditions conditions, ulong part)
        {
            using Mat image = Camera.Photograph(view, width, height, conditions, random.Fork(part));
            ImageWriter.Write(Path.Combine(place, name), image, new ImageWriteOptions { JpegQuality = options.JpegQuality });
        }
    }

    private static Scene Build(int number, int width, int height, double motion, bool isWavy, SeededRandom random)
    {
        // The camera moves one way, and what is nearer moves more: things are laid out from near to far.
        double direction = random.Range(0, 2 * Math.PI);
        int things = random.Integer(4, 7);
        var layers = new List<SceneLayer>();
        for (int i = 0; i < things; i++)
        {
            double nearness = 1 - 0.7 * i / things;
            var at = new Point2d(random.Range(0.12, 0.88) * width, random.Range(0.12, 0.88) * height);
            Homography path = Drift(direction + random.Range(-0.5, 0.5), nearness * motion, 0.04 * nearness, at, random);
            layers.Add(DenseScene.Thing(DenseScene.Kind(number + i + 1), at, random.Range(0.2, 0.42) * nearness * width, width,
                random.Fork(0x100 + (ulong)i), new HomographyMotion(path)));
        }
        Homography camera = Drift(direction, 0.25 * motion, 0.02, new Point2d(width / 2.0, height / 2.0), random);
        IMotion ground = isWavy
            ? new WavyMotion(camera, random.Fork(7), amplitude: 0.012 * width, period: 0.3 * width)
            : new HomographyMotion(camera);
        layers.Add(DenseScene.Background(DenseScene.Kind(number), width, height, random.Fork(8), ground));
        return new Scene(layers);
    }

    // A shift with some turn, growth and perspective about a centre.
    private static Homography Drift(double direction, double length, double strength, Point2d center, SeededRandom random)
    {
        double turn = strength * random.Range(-1.5, 1.5), grow = 1 + strength * random.Range(-1, 1.5);
        (double s, double c) = Math.SinCos(turn);
        var local = new Homography(grow * c, -grow * s, 0, grow * s, grow * c, 0, strength * random.Range(-3e-3, 3e-3), strength * random.Range(-3e-3, 3e-3), 1);
        return Homography.Translation(center.X + length * Math.Cos(direction), center.Y + length * Math.Sin(direction))
            * local * Homography.Translation(-center.X, -center.Y);
    }
}
