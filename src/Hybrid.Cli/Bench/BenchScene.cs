using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Cli.Bench;

/// <summary>A textured pair for timing where none is given; its content is the same on every machine.</summary>
internal static class BenchScene
{
    /// <summary>Two 800x640 views of a plane full of shapes.</summary>
    public static ImagePair Create()
    {
        var random = new Random(20);
        Mat a = new(640, 800, MatType.CV_8UC3, Scalar.All(110));
        for (int i = 0; i < 900; i++)
        {
            var color = new Scalar(random.Next(256), random.Next(256), random.Next(256));
            var center = new Point(random.Next(800), random.Next(640));
            int size = 3 + random.Next(22);
            if (random.Next(2) == 0)
                Cv2.Circle(a, center, size, color, -1, LineTypes.AntiAlias);
            else
                Cv2.Rectangle(a, new Rect(center.X, center.Y, size, 2 + random.Next(30)), color, -1);
        }
        var homography = new Homography(0.93, -0.14, 48, 0.13, 0.95, -22, 5e-5, -8e-5, 1);
        using Mat h = Mat.FromPixelData(3, 3, MatType.CV_64FC1, homography.ToRowMajor());
        var b = new Mat();
        Cv2.WarpPerspective(a, b, h, a.Size());
        return new ImagePair("bench", a, b);
    }
}
