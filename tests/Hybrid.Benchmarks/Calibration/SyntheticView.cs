using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Benchmarks.Calibration;

/// <summary>Two simulated views of one photograph, or one view each of two; from an index alone.</summary>
internal sealed class SyntheticView : IDisposable
{
    private const int Width = 480;
    private const int Height = 360;

    private SyntheticView(ImagePair pair, Homography? truth)
    {
        Pair = pair;
        Truth = truth;
    }

    public ImagePair Pair { get; }

    /// <summary>A to B; null where the views show different photographs.</summary>
    public Homography? Truth { get; }

    public static SyntheticView Make(string[] textures, int index)
    {
        var random = new Random(1000 + index);
        bool related = index % 3 != 0;
        using Mat first = Cv2.ImRead(textures[random.Next(textures.Length)], ImreadModes.Grayscale);
        using Mat second = related ? first.Clone() : Cv2.ImRead(textures[random.Next(textures.Length)], ImreadModes.Grayscale);
        // Difficulty rises from the identity to tilts, turns and scales that no attempt survives.
        double difficulty = random.NextDouble() * 1.3;
        Homography toA = View(random, first.Size(), 0.1), toB = View(random, second.Size(), difficulty);
        Mat a = Render(first, toA, random, 0.3), b = Render(second, toB, random, difficulty);
        Homography? truth = related && toA.Inverse() is { } back ? (toB * back).Normalized() : null;
        return new SyntheticView(new ImagePair($"synthetic-{index}", a, b), truth);
    }

    public void Dispose() => Pair.Dispose();

    private static Homography View(Random random, Size size, double difficulty)
    {
        double turn = (random.NextDouble() - 0.5) * 2 * Math.PI * Math.Min(1, difficulty);
        double tiltAxis = random.NextDouble() * Math.PI;
        double tilt = 1 + 4 * difficulty * difficulty * random.NextDouble();
        double scale = (double)Width / size.Width * Math.Pow(2, (random.NextDouble() - 0.3) * difficulty);
        (double st, double ct) = Math.SinCos(tiltAxis);
        (double sr, double cr) = Math.SinCos(turn);
        var centre = Homography.Translation(-(size.Width - 1) / 2.0, -(size.Height - 1) / 2.0);
        var axis = new Homography(ct, st, 0, -st, ct, 0, 0, 0, 1);
        var squeeze = new Homography(scale / tilt, 0, 0, 0, scale, 0, 0, 0, 1);
        var back = new Homography(cr, -sr, 0, sr, cr, 0, 0, 0, 1);
        var perspective = new Homography(1, 0, 0, 0, 1, 0, (random.NextDouble() - 0.5) * 1e-3 * difficulty, (random.NextDouble() - 0.5) * 1e-3 * difficulty, 1);
        Homography shift = Homography.Translation(
            (Width - 1) / 2.0 + (random.NextDouble() - 0.5) * Width * 0.5 * difficulty,
            (Height - 1) / 2.0 + (random.NextDouble() - 0.5) * Height * 0.5 * difficulty);
        return (shift * perspective * back * squeeze * axis * centre).Normalized();
    }

    private static Mat Render(Mat scene, Homography h, Random random, double difficulty)
    {
        using Mat map = new(3, 3, MatType.CV_64FC1);
        double[] values = h.ToRowMajor();
        for (int i = 0; i < 9; i++)
            map.Set(i / 3, i % 3, values[i]);
        var view = new Mat();
        using var smooth = new Mat();
        Cv2.GaussianBlur(scene, smooth, new Size(0, 0), 0.6);
        Cv2.WarpPerspective(smooth, view, map, new Size(Width, Height), InterpolationFlags.Linear, BorderTypes.Constant, Scalar.All(random.Next(256)));
        if (random.NextDouble() < 0.3)
            Cv2.GaussianBlur(view, view, new Size(0, 0), 0.5 + 2 * difficulty * random.NextDouble());
        view.ConvertTo(view, -1, 1 - 0.5 * difficulty * random.NextDouble(), 40 * (random.NextDouble() - 0.5));
        var noise = new byte[Width * Height];
        random.NextBytes(noise);
        using Mat grain = Mat.FromPixelData(Height, Width, MatType.CV_8UC1, noise);
        double amount = 0.06 * random.NextDouble();
        Cv2.AddWeighted(view, 1 - amount, grain, amount, 0, view);
        return view;
    }
}
