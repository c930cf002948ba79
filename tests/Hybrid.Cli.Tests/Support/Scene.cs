using Hybrid.Geometry;
using OpenCvSharp;

namespace Hybrid.Cli.Tests.Support;

/// <summary>A plane full of coloured rectangles and discs, the same for the same seed, that can be seen through any homography.</summary>
internal sealed class Scene
{
    private readonly Shape[] _shapes;

    public Scene(int seed, double width, double height, int count = 220)
    {
        var random = new Random(seed);
        _shapes = new Shape[count];
        for (int i = 0; i < count; i++)
        {
            double angle = random.NextDouble() * Math.PI;
            _shapes[i] = new Shape(
                (random.NextDouble() * 1.4 - 0.2) * width, (random.NextDouble() * 1.4 - 0.2) * height,
                4 + random.NextDouble() * 22, 3 + random.NextDouble() * 14, Math.Cos(angle), Math.Sin(angle), random.Next(2) == 0,
                (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
        }
    }

    /// <summary>What a camera sees whose pixel x looks at the plane's point H x.</summary>
    public Picture View(int width, int height, Homography toPlane)
    {
        byte[] rgb = new byte[3 * width * height];
        Parallel.For(0, height, y =>
        {
            for (int x = 0; x < width; x++)
            {
                int r = 0, g = 0, b = 0;
                for (int sample = 0; sample < 4; sample++)
                {
                    Point2d p = toPlane.Apply(new Point2d(x - 0.25 + 0.5 * (sample & 1), y - 0.25 + 0.5 * (sample >> 1)));
                    (byte sr, byte sg, byte sb) = ColorAt(p);
                    r += sr;
                    g += sg;
                    b += sb;
                }
                int i = 3 * (y * width + x);
                (rgb[i], rgb[i + 1], rgb[i + 2]) = ((byte)(r / 4), (byte)(g / 4), (byte)(b / 4));
            }
        });
        return new Picture(width, height, rgb);
    }

    private (byte R, byte G, byte B) ColorAt(Point2d p)
    {
        for (int i = _shapes.Length - 1; i >= 0; i--)
        {
            ref readonly Shape s = ref _shapes[i];
            double dx = p.X - s.X, dy = p.Y - s.Y;
            double u = (s.Cos * dx + s.Sin * dy) / s.HalfWidth, v = (s.Cos * dy - s.Sin * dx) / s.HalfHeight;
            if (s.IsDisc ? u * u + v * v <= 1 : Math.Abs(u) <= 1 && Math.Abs(v) <= 1)
                return (s.R, s.G, s.B);
        }
        return (120, 120, 120);
    }

    private readonly record struct Shape(
        double X, double Y, double HalfWidth, double HalfHeight, double Cos, double Sin, bool IsDisc, byte R, byte G, byte B);
}
