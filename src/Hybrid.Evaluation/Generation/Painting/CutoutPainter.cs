using Hybrid.Evaluation.Generation.Rendering;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>Things that stand in front of a background: cards, boulders, rings, clusters of leaves.</summary>
internal static class CutoutPainter
{
    private const int Shift = 4;

    /// <summary>Makes one thing.</summary>
    /// <param name="kind">What its surface shows.</param>
    /// <param name="side">Width and height in texture pixels.</param>
    /// <param name="random">Decides shape and surface.</param>
    /// <param name="unit">Size of details, as for <see cref="ScenePainter"/>.</param>
    internal static Texture Make(SceneKind kind, int side, SeededRandom random, double unit)
    {
        using Mat picture = ScenePainter.Paint(kind, side, side, random.Fork(0), unit);
        using var opacity = new Mat(side, side, MatType.CV_8UC1, Scalar.All(0));
        switch (random.Integer(0, 3))
        {
            case 0:
                Fill(opacity, Card(side, random));
                break;
            case 1:
                Fill(opacity, Blob(side, random, 0.46, random.Range(0.1, 0.5)));
                break;
            case 2:
                Fill(opacity, Blob(side, random, 0.46, 0.15));
                Fill(opacity, Blob(side, random, random.Range(0.16, 0.26), 0.2), 0);
                break;
            default:
                Cluster(opacity, side, random);
                break;
        }
        Rim(picture, opacity);
        return Texture.Cutout(picture, opacity);
    }

    private static void Fill(Mat opacity, IEnumerable<Point2d> outline, int value = 255) =>
        Cv2.FillPoly(opacity, [outline.Select(p => new Point((int)Math.Round(p.X * (1 << Shift)), (int)Math.Round(p.Y * (1 << Shift))))],
            Scalar.All(value), LineTypes.AntiAlias, Shift);

    private static IEnumerable<Point2d> Card(int side, SeededRandom random)
    {
        double turn = random.Range(-0.5, 0.5), u = random.Range(0.26, 0.38) * side, v = random.Range(0.22, 0.36) * side, c = side / 2.0;
        foreach ((int i, int j) in new[] { (-1, -1), (1, -1), (1, 1), (-1, 1) })
            yield return new Point2d(c + i * u * Math.Cos(turn) - j * v * Math.Sin(turn), c + i * u * Math.Sin(turn) + j * v * Math.Cos(turn));
    }

    private static IEnumerable<Point2d> Blob(int side, SeededRandom random, double radius, double roughness)
    {
        uint shape = (uint)random.NextBits();
        double c = side / 2.0;
        const int corners = 90;
        for (int i = 0; i < corners; i++)
        {
            double a = 2 * Math.PI * i / corners;
            double r = radius * side / (1 + 0.8 * roughness) * (1 + roughness * Noise.Fractal((float)(2 * Math.Cos(a)) + 9, (float)(2 * Math.Sin(a)), 1.2f, 4, shape));
            yield return new Point2d(c + r * Math.Cos(a), c + r * Math.Sin(a));
        }
    }

    private static void Cluster(Mat opacity, int side, SeededRandom random)
    {
        int leaves = random.Integer(16, 34);
        for (int i = 0; i < leaves; i++)
        {
            double a = random.Range(0, 2 * Math.PI), d = Math.Sqrt(random.NextDouble()) * 0.34 * side;
            var at = new Point2d(side / 2.0 + d * Math.Cos(a), side / 2.0 + d * Math.Sin(a));
            double turn = random.Range(0, Math.PI), length = random.Range(0.09, 0.15) * side, width = 0.42 * length;
            Fill(opacity, Enumerable.Range(0, 20).Select(k =>
            {
                double t = 2 * Math.PI * k / 20, x = length * Math.Cos(t), y = width * Math.Sin(t);
                return new Point2d(at.X + x * Math.Cos(turn) - y * Math.Sin(turn), at.Y + x * Math.Sin(turn) + y * Math.Cos(turn));
            }));
        }
    }

    // A darker edge, as light falls on a thing of some thickness.
    private static unsafe void Rim(Mat picture, Mat opacity)
    {
        using var soft = new Mat();
        Cv2.GaussianBlur(opacity, soft, new Size(0, 0), opacity.Width / 60.0);
        for (int y = 0, rows = picture.Height; y < rows; y++)
        {
            var row = new Span<byte>((void*)picture.Ptr(y), 3 * picture.Width);
            var inside = new ReadOnlySpan<byte>((void*)soft.Ptr(y), picture.Width);
            for (int i = 0; i < row.Length; i++)
                row[i] = (byte)(row[i] * (110 + 145 * inside[i / 3] / 255) / 255);
        }
    }
}
