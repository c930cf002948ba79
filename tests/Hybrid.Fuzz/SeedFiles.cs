using System.Globalization;
using System.Text;
using Hybrid.Geometry;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Fuzz;

/// <summary>Small valid files, made by the writers.</summary>
internal static class SeedFiles
{
    private const int Width = 24, Height = 16;

    /// <summary>Images of a format in the depths and channels that it has.</summary>
    public static IEnumerable<byte[]> Images(string extension)
    {
        bool deep = extension is ".png" or ".tif";
        foreach (MatType type in extension == ".pgm" ? [MatType.CV_8UC1, MatType.CV_16UC1] : deep ? [MatType.CV_8UC1, MatType.CV_8UC3, MatType.CV_8UC4, MatType.CV_16UC1] : (MatType[])[MatType.CV_8UC1, MatType.CV_8UC3])
        {
            using Mat image = Noise(type);
            yield return ImageWriter.Encode(extension, image);
        }
    }

    /// <summary>A flow file in Middlebury's format.</summary>
    public static byte[] Flo() => Written(".flo", path => FlowFile.Write(path, Flow()));

    /// <summary>A flow file in KITTI's format.</summary>
    public static byte[] KittiFlow() => Written(".png", path => FlowFile.Write(path, Flow()));

    /// <summary>A disparity as PFM.</summary>
    public static byte[] Pfm() => Written(".pfm", path => PfmFile.Write(path, Map()));

    /// <summary>A homography as text.</summary>
    public static byte[] HomographyText() => Text("1.01 0.02 -3\n-0.01 0.99 4.5\n1e-5 -2e-5 1\n");

    /// <summary>A text as bytes.</summary>
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static Mat Noise(MatType type)
    {
        var image = new Mat(Height, Width, type);
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
            {
                double v = 128 + 100 * Math.Sin(0.7 * x) * Math.Cos(0.9 * y);
                Cv2.Rectangle(image, new Rect(x, y, 1, 1), Scalar.All(type.Depth == MatType.CV_16U ? 200 * v : v), -1);
            }
        return image;
    }

    private static FlowField Flow()
    {
        var flow = new FlowField(Width, Height);
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                flow[x, y] = new System.Numerics.Vector2(0.5f * x, -0.25f * y);
        return flow;
    }

    private static ScalarMap Map() => new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => i % 7 == 0 ? float.PositiveInfinity : i * 0.1f)]);

    private static byte[] Written(string extension, Action<string> write)
    {
        string folder = Directory.CreateTempSubdirectory("hybrid-seed-").FullName;
        try
        {
            string path = Path.Combine(folder, "seed" + extension);
            write(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
