using Hybrid.Geometry;
using Hybrid.Stitching;
using Hybrid.Stitching.Cameras;
using Hybrid.Tests.Support;
using OpenCvSharp;

namespace Hybrid.Tests.Stitching;

/// <summary>A textured world all around, and what turning cameras see of it.</summary>
internal sealed class World : IDisposable
{
    private const double PixelsPerRadian = 420;
    private readonly Mat _texture;

    public World(int seed = 1)
    {
        using Mat gray = Scenes.Textured((int)(2 * Math.PI * PixelsPerRadian), (int)(Math.PI * PixelsPerRadian), seed);
        _texture = new Mat();
        Cv2.CvtColor(gray, _texture, ColorConversionCodes.GRAY2BGR);
    }

    public static Homography Turn(double yaw, double pitch = 0, double roll = 0) =>
        Rotation.FromVector(0, yaw * Math.PI / 180, 0) * Rotation.FromVector(-pitch * Math.PI / 180, 0, 0) * Rotation.FromVector(0, 0, roll * Math.PI / 180);

    /// <summary>A photograph; owned by the caller.</summary>
    public Mat See(double yaw, double pitch = 0, double roll = 0, int width = 320, int height = 240, double focal = 300, double gain = 1)
    {
        Mat image = See(p => new Point3d(p.X - (width - 1) / 2.0, p.Y - (height - 1) / 2.0, focal), Turn(yaw, pitch, roll), width, height);
        if (gain != 1)
            image.ConvertTo(image, MatType.CV_8U, gain);
        return image;
    }

    /// <summary>A photograph through any lens; owned by the caller.</summary>
    /// <param name="lens">The direction that a pixel shows, in the camera's frame.</param>
    /// <param name="camera">Camera to world.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public Mat See(Func<Point2d, Point3d> lens, Homography camera, int width, int height)
    {
        using var map = new Mat(height, width, MatType.CV_32FC2);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Point3d d = Rotation.Apply(camera, lens(new Point2d(x, y)));
                map.Set(y, x, new Vec2f(
                    (float)((Math.Atan2(d.X, d.Z) + Math.PI) * PixelsPerRadian),
                    (float)((Math.Atan2(d.Y, Math.Sqrt(d.X * d.X + d.Z * d.Z)) + Math.PI / 2) * PixelsPerRadian)));
            }
        }
        var image = new Mat();
        using var none = new Mat();
        Cv2.Remap(_texture, image, map, none, InterpolationFlags.Linear, BorderTypes.Wrap);
        return image;
    }

    /// <summary>Views beside each other, named by their place.</summary>
    public SourceImage[] Row(int count, double step, Action<Mat>? change = null)
    {
        var images = new SourceImage[count];
        for (int i = 0; i < count; i++)
        {
            Mat image = See((i - (count - 1) / 2.0) * step, i % 2 * 2 - 1, i % 3 - 1);
            change?.Invoke(image);
            images[i] = new SourceImage($"{i}.png", image);
        }
        return images;
    }

    public void Dispose() => _texture.Dispose();
}
