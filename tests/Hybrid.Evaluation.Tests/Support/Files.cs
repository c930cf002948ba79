using System.Globalization;
using OpenCvSharp;

namespace Hybrid.Evaluation.Tests.Support;

/// <summary>Writes dataset files byte by byte or with OpenCV, never with the code under test.</summary>
internal static class Files
{
    public const string Identity = "1 0 0\n0 1 0\n0 0 1\n";

    /// <summary>A textured grey image, another one for another seed.</summary>
    public static void Image(TemporaryFolder folder, string name, int width = 24, int height = 16, int seed = 0)
    {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((i % width * 7 + i / width * 13 + (i * i) % 31 + 5 * seed) % 256);
        using Mat image = Mat.FromPixelData(height, width, MatType.CV_8UC1, pixels);
        using var written = new Mat();
        // A .ppm file is one of three colours.
        if (name.EndsWith(".ppm", StringComparison.Ordinal))
            Cv2.CvtColor(image, written, ColorConversionCodes.GRAY2BGR);
        else
            image.CopyTo(written);
        Assert.True(Cv2.ImWrite(folder.Prepared(name), written));
    }

    public static void Flo(TemporaryFolder folder, string name, int width, int height, Func<int, int, (float U, float V)> flow)
    {
        using var writer = new BinaryWriter(File.Create(folder.Prepared(name)));
        writer.Write("PIEH"u8);
        writer.Write(width);
        writer.Write(height);
        for (int i = 0; i < width * height; i++)
        {
            (float u, float v) = flow(i % width, i / width);
            writer.Write(u);
            writer.Write(v);
        }
    }

    /// <summary>Little-endian grey PFM: rows from the bottom up.</summary>
    public static void Pfm(TemporaryFolder folder, string name, int width, int height, Func<int, int, float> value)
    {
        using var writer = new BinaryWriter(File.Create(folder.Prepared(name)));
        writer.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Pf\n{width} {height}\n-1.0\n")));
        for (int y = height - 1; y >= 0; y--)
        {
            for (int x = 0; x < width; x++)
                writer.Write(value(x, y));
        }
    }

    public static void Gray8(TemporaryFolder folder, string name, int width, int height, Func<int, int, byte> value)
    {
        byte[] pixels = [.. Enumerable.Range(0, width * height).Select(i => value(i % width, i / width))];
        using Mat image = Mat.FromPixelData(height, width, MatType.CV_8UC1, pixels);
        Assert.True(Cv2.ImWrite(folder.Prepared(name), image));
    }

    public static void Gray16(TemporaryFolder folder, string name, int width, int height, Func<int, int, ushort> value)
    {
        ushort[] pixels = [.. Enumerable.Range(0, width * height).Select(i => value(i % width, i / width))];
        using Mat image = Mat.FromPixelData(height, width, MatType.CV_16UC1, pixels);
        Assert.True(Cv2.ImWrite(folder.Prepared(name), image));
    }

    /// <summary>KITTI flow: R = 64u + 2^15, G = 64v + 2^15, B = valid.</summary>
    public static void KittiFlow(TemporaryFolder folder, string name, int width, int height, Func<int, int, (double U, double V)?> flow)
    {
        var pixels = new ushort[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            if (flow(i % width, i / width) is not var (u, v))
                continue;
            pixels[3 * i] = 1;
            pixels[3 * i + 1] = (ushort)(64 * v + 32768);
            pixels[3 * i + 2] = (ushort)(64 * u + 32768);
        }
        using Mat image = Mat.FromPixelData(height, width, MatType.CV_16UC3, pixels);
        Assert.True(Cv2.ImWrite(folder.Prepared(name), image));
    }
}
