using OpenCvSharp;

namespace Hybrid.Bindings.Tests;

/// <summary>Images made on the spot, so that the tests need no files.</summary>
internal static class Samples
{
    /// <summary>Smoothed noise: corners everywhere, the same for the same seed.</summary>
    public static Mat Texture(int rows, int cols, int seed = 1)
    {
        var bytes = new byte[rows * cols];
        new Random(seed).NextBytes(bytes);
        using var noise = Mat.FromPixelData(rows, cols, MatType.CV_8UC1, bytes);
        var m = new Mat();
        Cv2.GaussianBlur(noise, m, new Size(0, 0), 2);
        Cv2.Normalize(m, m, 0, 255, NormTypes.MinMax);
        return m;
    }

    public static Mat ColorTexture(int rows, int cols, int seed = 1)
    {
        using var b = Texture(rows, cols, seed);
        using var g = Texture(rows, cols, seed + 1);
        using var r = Texture(rows, cols, seed + 2);
        var m = new Mat();
        Cv2.Merge([b, g, r], m);
        return m;
    }

    /// <summary>A homography that moves corners by tens of pixels.</summary>
    public static Mat Homography() => Mat.FromArray(new[,] { { 1.02, 0.05, 8.0 }, { -0.04, 0.98, 12.0 }, { 1e-4, -5e-5, 1.0 } });

    public static Point2d Apply(Mat h, Point2d p)
    {
        h.GetArray(out double[] v);
        var w = v[6] * p.X + v[7] * p.Y + v[8];
        return new Point2d((v[0] * p.X + v[1] * p.Y + v[2]) / w, (v[3] * p.X + v[4] * p.Y + v[5]) / w);
    }

    public static double MaxDifference(Mat a, Mat b) => Cv2.Norm(a, b, NormTypes.INF);
}
