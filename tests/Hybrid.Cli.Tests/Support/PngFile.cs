using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Hybrid.Cli.Tests.Support;

/// <summary>Writes PNG files of the kinds that the product must cope with, independently of the product's own writer.</summary>
internal static class PngFile
{
    /// <summary>Truecolour, 8 bits.</summary>
    public static byte[] Rgb8(Picture picture) =>
        Build(picture, 8, 2, pixels: Rows(picture, 3, (rgb, row) => rgb.CopyTo(row)));

    /// <summary>Truecolour, 16 bits.</summary>
    public static byte[] Rgb16(Picture picture) => Build(picture, 16, 2, pixels: Rows(picture, 6, (rgb, row) =>
    {
        for (int i = 0; i < rgb.Length; i++)
            (row[2 * i], row[2 * i + 1]) = (rgb[i], rgb[i]);
    }));

    /// <summary>Truecolour with alpha; the right half is transparent.</summary>
    public static byte[] Rgba8(Picture picture) => Build(picture, 8, 6, pixels: Rows(picture, 4, (rgb, row) =>
    {
        for (int x = 0; 3 * x < rgb.Length; x++)
        {
            rgb.Slice(3 * x, 3).CopyTo(row[(4 * x)..]);
            row[4 * x + 3] = 2 * x < picture.Width ? (byte)255 : (byte)0;
        }
    }));

    /// <summary>An animation of two frames, of which the first is the picture.</summary>
    public static byte[] Animated(Picture picture)
    {
        byte[] pixels = Rows(picture, 3, (rgb, row) => rgb.CopyTo(row));
        byte[] second = [.. BigEndian(2), .. Compress(Rows(picture, 3, (_, row) => row.Fill(77)))];
        return Build(picture, 8, 2, pixels,
            before: [("acTL", [.. BigEndian(2), .. BigEndian(0)]), ("fcTL", FrameControl(picture, 0))],
            after: [("fcTL", FrameControl(picture, 1)), ("fdAT", second)]);
    }

    /// <summary>The same file with another size in its header, whose checksum is right.</summary>
    public static byte[] Claiming(byte[] png, int width, int height)
    {
        using var header = new MemoryStream();
        Chunk(header, "IHDR", [.. BigEndian(width), .. BigEndian(height), .. png[24..29]]);
        return [.. png[..8], .. header.ToArray(), .. png[33..]];
    }

    private delegate void RowWriter(ReadOnlySpan<byte> rgb, Span<byte> row);

    private static byte[] Rows(Picture picture, int bytesPerPixel, RowWriter write)
    {
        int stride = 1 + bytesPerPixel * picture.Width;
        byte[] rows = new byte[stride * picture.Height];
        for (int y = 0; y < picture.Height; y++)
            write(picture.Rgb.AsSpan(3 * y * picture.Width, 3 * picture.Width), rows.AsSpan(y * stride + 1, stride - 1));
        return rows;
    }

    private static byte[] Build(Picture picture, byte depth, byte colorType, byte[] pixels,
        (string Type, byte[] Data)[]? before = null, (string Type, byte[] Data)[]? after = null)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        Chunk(file, "IHDR", [.. BigEndian(picture.Width), .. BigEndian(picture.Height), depth, colorType, 0, 0, 0]);
        foreach ((string type, byte[] data) in before ?? [])
            Chunk(file, type, data);
        Chunk(file, "IDAT", Compress(pixels));
        foreach ((string type, byte[] data) in after ?? [])
            Chunk(file, type, data);
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] FrameControl(Picture picture, int sequence) =>
        [.. BigEndian(sequence), .. BigEndian(picture.Width), .. BigEndian(picture.Height), .. BigEndian(0), .. BigEndian(0), 0, 1, 0, 10, 0, 0];

    private static byte[] Compress(byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(data);
        return compressed.ToArray();
    }

    private static void Chunk(Stream file, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(BigEndian(data.Length));
        file.Write(body);
        file.Write(BigEndian((int)Crc32(body)));
    }

    private static byte[] BigEndian(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    public static uint Crc32(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
