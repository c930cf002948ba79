using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Stereo;

/// <summary>A textured wall with a textured box before it, seen by two cameras side by side, with the true disparity.</summary>
internal static class StereoScene
{
    public const int Width = 240;
    public const int Height = 160;
    private static readonly Rect Box = new(90, 50, 70, 60);

    /// <summary>The pair; A is the left image.</summary>
    /// <param name="wall">Disparity of the wall, px.</param>
    /// <param name="box">Disparity of the box, px.</param>
    /// <param name="lower">How far the right image lies below its rows, px.</param>
    public static ImagePair Pair(double wall = 6, double box = 18, double lower = 0)
    {
        var left = new Mat(Height, Width, MatType.CV_8UC1);
        var right = new Mat(Height, Width, MatType.CV_8UC1);
        for (int y = 0; y < Height; y++)
        {
            Span<byte> l = MatRows.Row<byte>(left, y), r = MatRows.Row<byte>(right, y);
            for (int x = 0; x < Width; x++)
            {
                l[x] = Inside(x, y) ? Texture(x, y, 1) : Texture(x, y, 2);
                double ry = y - lower;
                r[x] = Inside(x + box, ry) ? Texture(x + box, ry, 1) : Texture(x + wall, ry, 2);
            }
        }
        return new ImagePair("scene", left, right);
    }

    /// <summary>True disparity of the left image.</summary>
    public static ScalarMap Truth(double wall = 6, double box = 18)
    {
        var truth = new ScalarMap(Width, Height);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                truth[x, y] = (float)(Inside(x, y) ? box : wall);
        }
        return truth;
    }

    /// <summary>Share of the pixels that are off by more than t px or unknown.</summary>
    public static double Bad(ScalarMap disparity, ScalarMap truth, double t) =>
        Enumerable.Range(0, truth.Data.Length).Average(i => Math.Abs(disparity.Data[i] - truth.Data[i]) <= t ? 0.0 : 1.0);

    private static bool Inside(double x, double y) => x >= Box.Left && x < Box.Right && y >= Box.Top && y < Box.Bottom;

    // Smoothly interpolated noise of three grain sizes.
    private static byte Texture(double x, double y, int seed)
    {
        double sum = 0;
        foreach ((double size, double weight) in (ReadOnlySpan<(double, double)>)[(3, 60), (7, 40), (17, 25)])
        {
            double u = x / size + 100, v = y / size + 100;
            int i = (int)Math.Floor(u), j = (int)Math.Floor(v);
            double fu = u - i, fv = v - j;
            fu = fu * fu * (3 - 2 * fu);
            fv = fv * fv * (3 - 2 * fv);
            double top = Noise(i, j, seed) * (1 - fu) + Noise(i + 1, j, seed) * fu;
            double bottom = Noise(i, j + 1, seed) * (1 - fu) + Noise(i + 1, j + 1, seed) * fu;
            sum += weight * (top * (1 - fv) + bottom * fv);
        }
        return (byte)Math.Clamp(Math.Round(sum + 70), 0, 255);
    }

    private static double Noise(int i, int j, int seed)
    {
        uint h = (uint)(i * 374761393 + j * 668265263 + seed * 974711);
        h = (h ^ (h >> 13)) * 1274126177;
        return (h ^ (h >> 16)) / (double)uint.MaxValue;
    }
}
