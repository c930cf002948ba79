using OpenCvSharp;

namespace Hybrid.Tests.Support;

/// <summary>Textured images for tests, from a seed.</summary>
internal static class Scenes
{
    /// <summary>Shapes of random colour, size and turn over noise at several scales: plenty of corners and blobs, no repetition.</summary>
    public static Mat Textured(int width, int height, int seed)
    {
        var random = new Random(seed);
        var image = new Mat(height, width, MatType.CV_8UC1, Scalar.All(120));
        for (int i = 0; i < width * height / 900; i++)
        {
            var centre = new Point(random.Next(width), random.Next(height));
            var colour = Scalar.All(random.Next(20, 236));
            int size = 4 + (int)(26 * random.NextDouble() * random.NextDouble());
            switch (random.Next(3))
            {
                case 0:
                    Cv2.Circle(image, centre.X, centre.Y, size, colour, -1, LineTypes.AntiAlias);
                    break;
                case 1:
                    Cv2.Rectangle(image, new Rect(centre.X, centre.Y, 1 + size, 1 + random.Next(2 * size)), colour, -1);
                    break;
                default:
                    Cv2.Line(image, centre, new Point(centre.X + random.Next(-40, 40), centre.Y + random.Next(-40, 40)), colour, 1 + random.Next(4), LineTypes.AntiAlias);
                    break;
            }
        }
        using Mat noise = Noise(width, height, seed + 1);
        Cv2.AddWeighted(image, 0.85, noise, 0.15, 0, image);
        Cv2.GaussianBlur(image, image, new Size(0, 0), 0.7);
        return image;
    }

    /// <summary>Uniform noise.</summary>
    public static Mat Noise(int width, int height, int seed)
    {
        var bytes = new byte[width * height];
        new Random(seed).NextBytes(bytes);
        using Mat view = Mat.FromPixelData(height, width, MatType.CV_8UC1, bytes);
        return view.Clone();
    }
}
