using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Tests.Imaging;

/// <summary>Small images, fields and files that tests share.</summary>
internal static class Pictures
{
    /// <summary>A smooth colour image without symmetry.</summary>
    public static Mat Ramp(int width, int height, MatType type)
    {
        var image = new Mat(height, width, type);
        int channels = image.Channels();
        double top = image.Depth() == MatType.CV_8U ? 255 : image.Depth() == MatType.CV_16U ? 65535 : 1;
        for (int y = 0; y < height; y++)
        {
            for (int i = 0; i < width * channels; i++)
            {
                double v = top * (0.15 + 0.5 * (i / channels) / width + 0.25 * y / height + 0.03 * (i % channels));
                if (image.Depth() == MatType.CV_8U)
                    MatRows.Row<byte>(image, y)[i] = (byte)v;
                else if (image.Depth() == MatType.CV_16U)
                    MatRows.Row<ushort>(image, y)[i] = (ushort)v;
                else
                    MatRows.Row<float>(image, y)[i] = (float)v;
            }
        }
        return image;
    }

    public static FlowField RandomFlow(int seed, float scale = 20, double unknown = 0.2)
    {
        var random = new Random(seed);
        var flow = new FlowField(random.Next(1, 24), random.Next(1, 18));
        for (int i = 0; i < flow.Data.Length; i += 2)
        {
            bool known = random.NextDouble() >= unknown;
            flow.Data[i] = known ? (float)(random.NextDouble() - 0.5) * scale : float.NaN;
            flow.Data[i + 1] = known ? (float)(random.NextDouble() - 0.5) * scale : float.NaN;
        }
        return flow;
    }

    public static ScalarMap RandomMap(int seed)
    {
        var random = new Random(seed);
        var map = new ScalarMap(random.Next(1, 24), random.Next(1, 18));
        for (int i = 0; i < map.Data.Length; i++)
            map.Data[i] = random.NextDouble() < 0.2 ? float.NaN : (float)random.NextDouble() * 90 + 0.01f;
        return map;
    }

    public static void ForAllSeeds(Func<int, bool> law, int runs = 50) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs).WithReplay(20260101, 7), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), law));

    public static double LargestDifference(Mat a, Mat b) => Cv2.Norm(a, b, NormTypes.INF);

    /// <summary>A JPEG with an EXIF block that gives an orientation.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return WithSegment(jpeg, 0xE1, exif);
    }

    /// <summary>A JPEG with one more segment right after its start.</summary>
    public static byte[] WithSegment(byte[] jpeg, byte marker, byte[] body)
    {
        int length = body.Length + 2;
        return [0xFF, 0xD8, 0xFF, marker, (byte)(length >> 8), (byte)length, .. body, .. jpeg.AsSpan(2)];
    }

    /// <summary>A chunk of a PNG file.</summary>
    public static byte[] PngChunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        byte[] body = [.. name, .. data], length = new byte[4], check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        uint crc = uint.MaxValue;
        foreach (byte b in body)
        {
            crc ^= b;
            for (int k = 0; k < 8; k++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
        }
        BinaryPrimitives.WriteUInt32BigEndian(check, ~crc);
        return [.. length, .. body, .. check];
    }
}
