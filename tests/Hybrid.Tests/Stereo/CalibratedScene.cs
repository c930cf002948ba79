using Hybrid.Imaging;
using Hybrid.Stereo;
using OpenCvSharp;

namespace Hybrid.Tests.Stereo;

/// <summary>
/// The inside of a painted sphere around the left camera, seen by two cameras of any lens and any placing: however the pair is
/// rectified, every place that the left camera sees is one radius away.
/// </summary>
internal static class CalibratedScene
{
    public const int Width = 320, Height = 240;
    public const double Radius = 1.2;

    /// <summary>The two images as the cameras take them.</summary>
    public static ImagePair Render(StereoCalibration cameras)
    {
        double[] r = cameras.Rotation, t = cameras.Translation;
        Mat left = Render(cameras.Left, ray => Direction(Normalized(ray)));
        Mat right = Render(cameras.Right, ray =>
        {
            // X_left = Rᵀ (s·ray − T), on the sphere: |s·ray − T| = radius.
            (double x, double y, double z) = Normalized(ray);
            double b = x * t[0] + y * t[1] + z * t[2], c = t[0] * t[0] + t[1] * t[1] + t[2] * t[2] - Radius * Radius, s = b + Math.Sqrt(b * b - c);
            (double px, double py, double pz) = (s * x - t[0], s * y - t[1], s * z - t[2]);
            return Direction((
                (r[0] * px + r[3] * py + r[6] * pz) / Radius, (r[1] * px + r[4] * py + r[7] * pz) / Radius, (r[2] * px + r[5] * py + r[8] * pz) / Radius));
        });
        return new ImagePair("sphere", left, right);
    }

    /// <summary>Median of the distances of what a calibrated result says, over the radius; 1 is right.</summary>
    public static double MedianDistance(StereoResult result, StereoCamera camera)
    {
        var distances = new List<double>();
        ScalarMap disparity = result.Disparity!;
        // The border repeats pixels that no camera took.
        for (int y = 30; y < disparity.Height - 30; y++)
        {
            for (int x = 40; x < disparity.Width - 30; x++)
            {
                double depth = camera.Depth(disparity[x, y]);
                (double px, double py, double pz) = camera.Place(x, y, depth);
                distances.Add(Math.Sqrt(px * px + py * py + pz * pz) / Radius);
            }
        }
        distances.RemoveAll(double.IsNaN);
        distances.Sort();
        return distances[distances.Count / 2];
    }

    private static Mat Render(CameraCalibration camera, Func<Point2d, double> brightness)
    {
        Point2d[] rays = Rays(camera);
        var image = new Mat(Height, Width, MatType.CV_8UC1);
        for (int y = 0; y < Height; y++)
        {
            Span<byte> row = MatRows.Row<byte>(image, y);
            for (int x = 0; x < Width; x++)
                row[x] = (byte)Math.Clamp(Math.Round(brightness(rays[y * Width + x])), 0, 255);
        }
        return image;
    }

    /// <summary>For each pixel the (x, y) of its ray at z = 1.</summary>
    private static Point2d[] Rays(CameraCalibration camera)
    {
        double[] pixels = [.. Enumerable.Range(0, Width * Height).SelectMany(i => new double[] { i % Width, i / Width })];
        using Mat points = Mat.FromPixelData(Width * Height, 1, MatType.CV_64FC2, pixels), rays = new();
        using Mat k = Mat.FromPixelData(3, 3, MatType.CV_64FC1, camera.Matrix), none = new();
        using Mat d = camera.Distortion.Length == 0 ? new Mat() : Mat.FromPixelData(camera.Distortion.Length, 1, MatType.CV_64FC1, camera.Distortion);
        if (camera.Lens == LensModel.Fisheye)
            Cv2.FishEye.UndistortPoints(points, rays, k, d);
        else
            Cv2.UndistortPointsIter(points, rays, k, d, none, none, new TermCriteria(CriteriaTypes.Count | CriteriaTypes.Eps, 60, 1e-9));
        rays.GetArray(out Point2d[] found);
        return found;
    }

    private static (double X, double Y, double Z) Normalized(Point2d ray)
    {
        double n = Math.Sqrt(ray.X * ray.X + ray.Y * ray.Y + 1);
        return (ray.X / n, ray.Y / n, 1 / n);
    }

    // Smooth noise of three grain sizes over the directions.
    private static double Direction((double X, double Y, double Z) d)
    {
        double sum = 30;
        foreach ((double grain, double weight) in (ReadOnlySpan<(double, double)>)[(0.012, 90), (0.03, 70), (0.08, 40)])
            sum += weight * Noise(d.X / grain, d.Y / grain, d.Z / grain);
        return sum;
    }

    private static double Noise(double x, double y, double z)
    {
        (int i, int j, int k) = ((int)Math.Floor(x), (int)Math.Floor(y), (int)Math.Floor(z));
        double fx = Smooth(x - i), fy = Smooth(y - j), fz = Smooth(z - k), sum = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            (int a, int b, int c) = (corner & 1, (corner >> 1) & 1, corner >> 2);
            sum += (a == 1 ? fx : 1 - fx) * (b == 1 ? fy : 1 - fy) * (c == 1 ? fz : 1 - fz) * Hash(i + a, j + b, k + c);
        }
        return sum;
    }

    private static double Smooth(double t) => t * t * (3 - 2 * t);

    private static double Hash(int i, int j, int k)
    {
        uint h = (uint)(i * 374761393 + j * 668265263 + k * 974711);
        h = (h ^ (h >> 13)) * 1274126177;
        return (h ^ (h >> 16)) / (double)uint.MaxValue;
    }
}
