using System.Globalization;
using Hybrid.Alignment;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Generation.Rendering;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Evaluation.Generation;

/// <summary>
/// Pairs in which no feature matches, made from the embedded dataset's images: two views of an image under a random homography,
/// both strongly blurred or so faint that noise outweighs the pattern. Only pairs on which SIFT, AKAZE and ORB each fail
/// to align are kept. <c>homography/NAME/{1,2}.png</c> with <c>H_1_2.txt</c>; the same seed gives the same bytes.
/// </summary>
public static class FeaturelessDataset
{
    /// <summary>Pairs of a dataset.</summary>
    public const int DefaultCount = 48;

    private const int Width = 480;
    private const int Height = 360;
    private const int Attempts = 6;
    private const double View = 0.68;

    private static readonly string[] Features = ["sift", "akaze", "orb"];

    /// <summary>Makes the dataset in a folder that is new or empty.</summary>
    /// <param name="folder">Where to put it.</param>
    /// <param name="source">Folder of the embedded dataset.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="count">Pairs to make.</param>
    /// <param name="progress">Told of every pair.</param>
    /// <param name="cancellationToken">Stops between two pairs.</param>
    /// <returns>Pairs made; fewer where features align too many of the candidates.</returns>
    /// <exception cref="InputException">The folder holds something, the source has no images, or a file cannot be written.</exception>
    public static int Make(
        string folder, string source, int seed = EmbeddedDataset.DefaultSeed, int count = DefaultCount,
        IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new InputException($"'{folder}' holds something else; name a new or empty folder for the dataset");
        string[] images = Images(source);
        var random = new SeededRandom((ulong)seed).Fork(0x5000);
        int made = 0;
        try
        {
            for (int i = 0; i < Attempts * count && made < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                string image = images[i % images.Length];
                bool faint = i / images.Length % 2 == 0 ? i % 2 == 0 : i % 2 != 0;
                (ImagePair pair, Homography h) = Draw(image, faint, random.Fork((ulong)i));
                using (pair)
                {
                    if (!NoFeatureAligns(pair, cancellationToken))
                        continue;
                    string name = string.Create(CultureInfo.InvariantCulture, $"{(faint ? "faint" : "blurred")}_{made:00}_{Path.GetFileName(Path.GetDirectoryName(image))}");
                    string place = Path.Combine(folder, "homography", name);
                    Directory.CreateDirectory(place);
                    ImageWriter.Write(Path.Combine(place, "1.png"), pair.A);
                    ImageWriter.Write(Path.Combine(place, "2.png"), pair.B);
                    HomographyFile.Write(Path.Combine(place, "H_1_2.txt"), h);
                    made++;
                    progress?.Report(new GenerationProgress(name, made, made, count));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write the dataset to '{folder}': {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}; choose another folder", e);
        }
        return made;
    }

    /// <summary>Two degraded views of one image, and the homography between them.</summary>
    internal static (ImagePair Pair, Homography Homography) Draw(string image, bool faint, SeededRandom random)
    {
        using Mat color = ImageReader.Read(image);
        using Mat gray = PixelFormat.ToGray8(color);
        Homography a = Camera(gray.Size(), random.Fork(1), 0), b;
        SeededRandom own = random.Fork(2);
        do
        {
            b = Camera(gray.Size(), own, 1);
        }
        while (Outside(b, gray.Size()) > 0.04);
        var pair = new ImagePair(Path.GetFileName(image), Photograph(gray, a, faint, random.Fork(3)), Photograph(gray, b, faint, random.Fork(4)));
        return (pair, (b.Inverse()!.Value * a).Normalized());
    }

    private static string[] Images(string source)
    {
        string[] images = Directory.Exists(source)
            ? [.. Directory.EnumerateFiles(source, "*.jpg", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) is "1.jpg" or "left.jpg").Order(StringComparer.Ordinal)]
            : [];
        return images.Length > 0 ? images : throw new InputException($"'{source}' is not the embedded dataset: it has no homography/NAME/1.jpg");
    }

    /// <summary>From a view's pixels to the image's: a crop about the centre, moved by <paramref name="strength"/>.</summary>
    private static Homography Camera(Size image, SeededRandom random, double strength)
    {
        double angle = strength * random.Range(-16, 16) * Math.PI / 180, scale = Math.Exp(strength * random.Range(-0.17, 0.17));
        double dx = strength * random.Range(-0.2, 0.2), dy = strength * random.Range(-0.2, 0.2);
        (double sin, double cos) = Math.SinCos(angle);
        double unit = View * image.Width / Width;
        var matches = new PointMatch[4];
        for (int i = 0; i < 4; i++)
        {
            double x = i % 2 * (Width - 1), y = i / 2 * (Height - 1);
            double u = (x - (Width - 1) / 2.0) + strength * random.Range(-0.05, 0.05) * Width, v = (y - (Height - 1) / 2.0) + strength * random.Range(-0.05, 0.05) * Height;
            var target = new Point2d(
                (image.Width - 1) / 2.0 + unit * (scale * (cos * u - sin * v) + dx * Width),
                (image.Height - 1) / 2.0 + unit * (scale * (sin * u + cos * v) + dy * Height));
            matches[i] = new PointMatch(new Point2d(x, y), target, 1);
        }
        return HomographyEstimator.Dlt(matches)!.Value;
    }

    private static double Outside(in Homography view, Size image)
    {
        int outside = 0, all = 0;
        for (int y = 0; y < Height; y += 12)
        {
            for (int x = 0; x < Width; x += 12)
            {
                Point2d p = view.Apply(new Point2d(x, y));
                all++;
                outside += p.X >= 0 && p.Y >= 0 && p.X <= image.Width - 1 && p.Y <= image.Height - 1 ? 0 : 1;
            }
        }
        return (double)outside / all;
    }

    private static unsafe Mat Photograph(Mat gray, in Homography view, bool faint, SeededRandom random)
    {
        using Mat map = view.ToMat();
        using var sharp = new Mat();
        Cv2.WarpPerspective(gray, sharp, map, new Size(Width, Height), InterpolationFlags.Cubic | InterpolationFlags.WarpInverseMap, BorderTypes.Reflect101, Scalar.All(0));
        using var floats = new Mat();
        sharp.ConvertTo(floats, MatType.CV_32F);
        double across = faint ? random.Range(0.8, 2) : random.Range(6, 11), along = across * (random.Chance(0.4) ? random.Range(1, 1.8) : 1);
        Cv2.GaussianBlur(floats, floats, new Size(0, 0), random.Chance(0.5) ? across : along, random.Chance(0.5) ? along : across);
        double contrast = faint ? random.Range(0.05, 0.1) : random.Range(0.3, 0.8), level = random.Range(90, 160), noise = faint ? random.Range(4, 7) : random.Range(2, 5);
        var photograph = new Mat(Height, Width, MatType.CV_8UC1);
        double mean = Cv2.Mean(floats).Val0;
        for (int y = 0; y < Height; y++)
        {
            float* from = (float*)floats.Ptr(y);
            byte* to = (byte*)photograph.Ptr(y);
            for (int x = 0; x < Width; x++)
                to[x] = (byte)Math.Clamp(Math.Round(contrast * (from[x] - mean) + level + noise * random.Normal()), 0, 255);
        }
        return photograph;
    }

    private static bool NoFeatureAligns(ImagePair pair, CancellationToken token)
    {
        foreach (string features in Features)
        {
            IAligner aligner = AlignerCatalogue.Create(MethodSpec.Parse($"classic:features={features};escalate=none"), new AlignerSettings());
            if (aligner.Align(pair, token).IsOk)
                return false;
        }
        return true;
    }
}
