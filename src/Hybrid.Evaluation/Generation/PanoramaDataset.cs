using System.Globalization;
using Hybrid.Evaluation.Generation.Painting;
using Hybrid.Evaluation.Generation.Rendering;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation;

/// <summary>
/// Painted worlds around a turning camera whose focal length and rotations are known: <c>stitch_multi/NAME/NN.jpg</c> and
/// <c>cameras.txt</c>. The same seed gives the same bytes.
/// </summary>
public static class PanoramaDataset
{
    private const int Width = 480;
    private const int Height = 360;
    private const double Focal = 460;
    private const int Samples = 2;
    private const double NearRadius = 1;

    /// <summary>Makes the sets in a folder that is new or empty.</summary>
    /// <param name="folder">Where to put them.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="progress">Told of every finished set.</param>
    /// <param name="cancellationToken">Stops between two images.</param>
    /// <exception cref="InputException">The folder holds something or cannot be written.</exception>
    public static void Make(string folder, int seed = EmbeddedDataset.DefaultSeed, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Make(folder, seed, PanoramaSet.All, progress, cancellationToken);

    internal static void Make(string folder, int seed, IReadOnlyList<PanoramaSet> sets, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new InputException($"'{folder}' holds something else; name a new or empty folder for the dataset");
        var random = new SeededRandom((ulong)seed);
        try
        {
            for (int i = 0; i < sets.Count; i++)
            {
                string place = Path.Combine(folder, "stitch_multi", sets[i].Name);
                Directory.CreateDirectory(place);
                MakeSet(place, sets[i], random.Fork(0x4000 + (ulong)i), cancellationToken);
                progress?.Report(new GenerationProgress(sets[i].Name, i + 1, i + 1, sets.Count));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write the dataset to '{folder}': {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}; choose another folder", e);
        }
    }

    private static void MakeSet(string place, PanoramaSet set, SeededRandom random, CancellationToken token)
    {
        int around = (int)Math.Round(2 * Math.PI * Focal), high = (int)Math.Round(Math.PI * Focal);
        using Mat picture = ScenePainter.Paint(set.Kind, around, high, random.Fork(0), 1);
        Texture world = Texture.Endless(picture);
        Texture[] textures = set.Parallax > 0 ? [Posts(around, high, random.Fork(1)), world] : [world];
        var cameras = new List<string>();
        for (int k = 0; k < set.Columns * set.Rows; k++)
        {
            token.ThrowIfCancellationRequested();
            SeededRandom own = random.Fork(0x100 + (ulong)k);
            double yaw = (k % set.Columns - (set.Columns - 1) / 2.0) * set.Step + own.Range(-1.5, 1.5);
            double pitch = (k / set.Columns - (set.Rows - 1) / 2.0) * set.Tilt + own.Range(-1.5, 1.5), roll = own.Range(-2, 2);
            Homography rotation = Turn(yaw, pitch, roll);
            var place3 = new Point3d(set.Parallax * own.Range(-1, 1), 0.3 * set.Parallax * own.Range(-1, 1), set.Parallax * own.Range(-1, 1));
            double gain = Math.Exp(set.Exposure * own.Range(-1.7, 1.7));
            float[] view = LayerRenderer.Render(textures, i => p => i + 1 < textures.Length ? Near(p, rotation, place3) : Far(p, rotation), Width, Height, Samples);
            using Mat image = Camera.Photograph(view, Width, Height, new PhotoConditions { Gain = gain, Vignette = 0.08 }, own.Fork(7));
            ImageWriter.Write(Path.Combine(place, string.Create(CultureInfo.InvariantCulture, $"{k + 1:000}.jpg")), image, new ImageWriteOptions { JpegQuality = 92 });
            double[] numbers = [Focal, (Width - 1) / 2.0, (Height - 1) / 2.0, .. rotation.ToRowMajor()];
            cameras.Add(string.Join(' ', numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture))));
        }
        AtomicFile.WriteAllText(Path.Combine(place, "cameras.txt"), "# focal cx cy, then the rotation from the camera to the world, row-major; x right, y down, z forward\n" + string.Join('\n', cameras) + "\n");
    }

    private static Point3d Ray(Point2d p, in Homography r)
    {
        double x = (p.X - (Width - 1) / 2.0) / Focal, y = (p.Y - (Height - 1) / 2.0) / Focal;
        return new Point3d(r.M11 * x + r.M12 * y + r.M13, r.M21 * x + r.M22 * y + r.M23, r.M31 * x + r.M32 * y + r.M33);
    }

    /// <summary>Longitude and latitude in texture pixels.</summary>
    private static Point2d Far(Point2d p, in Homography r)
    {
        Point3d d = Ray(p, r);
        return new Point2d((Math.Atan2(d.X, d.Z) + Math.PI) * Focal, (Math.Atan2(d.Y, Math.Sqrt(d.X * d.X + d.Z * d.Z)) + Math.PI / 2) * Focal);
    }

    /// <summary>Where the ray meets the cylinder that near things stand on.</summary>
    private static Point2d Near(Point2d p, in Homography r, Point3d from)
    {
        Point3d d = Ray(p, r);
        double a = d.X * d.X + d.Z * d.Z, b = from.X * d.X + from.Z * d.Z, c = from.X * from.X + from.Z * from.Z - NearRadius * NearRadius;
        double s = (-b + Math.Sqrt(Math.Max(0, b * b - a * c))) / a;
        return new Point2d((Math.Atan2(from.X + s * d.X, from.Z + s * d.Z) + Math.PI) * Focal, (Math.Atan((from.Y + s * d.Y) / NearRadius) + Math.PI / 2) * Focal);
    }

    /// <summary>Posts that stand between the camera and the world.</summary>
    private static Texture Posts(int width, int height, SeededRandom random)
    {
        using Mat picture = ScenePainter.Paint(SceneKind.Pebbles, width, height, random.Fork(0), 0.6);
        using var opacity = new Mat(height, width, MatType.CV_8UC1, Scalar.All(0));
        for (double x = 60; x < width; x += random.Range(160, 260))
            Cv2.Rectangle(opacity, new Rect((int)x, (int)(height * random.Range(0.42, 0.5)), (int)random.Range(8, 16), height), Scalar.All(255), -1);
        return Texture.Cutout(picture, opacity);
    }

    private static Homography Turn(double yaw, double pitch, double roll)
    {
        (double sy, double cy) = Math.SinCos(yaw * Math.PI / 180);
        (double sp, double cp) = Math.SinCos(pitch * Math.PI / 180);
        (double sr, double cr) = Math.SinCos(roll * Math.PI / 180);
        var aboutY = new Homography(cy, 0, sy, 0, 1, 0, -sy, 0, cy);
        var aboutX = new Homography(1, 0, 0, 0, cp, -sp, 0, sp, cp);
        var aboutZ = new Homography(cr, -sr, 0, sr, cr, 0, 0, 0, 1);
        return aboutY * aboutX * aboutZ;
    }
}
