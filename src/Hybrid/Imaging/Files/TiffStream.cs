using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// Writes a TIFF (revision 6.0, with deflate of Adobe's technical note 2 and horizontal differencing) strip by strip, the
/// strips of a batch compressed in parallel; the same bytes for any number of threads.
/// </summary>
internal static class TiffStream
{
    /// <summary>What a TIFF with 32-bit offsets surely holds.</summary>
    public const long MostBytes = 4_000_000_000;

    private const int Batch = 8;
    private const ushort Short = 3, Long = 4, Rational = 5;

    /// <summary>Writes an image of 1 or 3 channels, 8-bit or 16-bit.</summary>
    public static void Write(Stream file, Mat image)
    {
        long start = file.Position;
        file.Write("II*\0"u8);
        file.Write(stackalloc byte[4]);
        int most = ImageStrips.Rows(image), strips = (image.Rows + most - 1) / most;
        uint[] offsets = new uint[strips], lengths = new uint[strips];
        for (int first = 0; first < strips; first += Batch)
        {
            var packed = new byte[Math.Min(Batch, strips - first)][];
            Parallel.For(0, packed.Length, k => packed[k] = Pack(image, (first + k) * most, Math.Min(most, image.Rows - (first + k) * most)));
            for (int k = 0; k < packed.Length; k++)
            {
                (offsets[first + k], lengths[first + k]) = ((uint)(file.Position - start), (uint)packed[k].Length);
                file.Write(packed[k]);
            }
        }
        if (((file.Position - start) & 1) != 0)
            file.WriteByte(0);
        uint directory = (uint)(file.Position - start);
        file.Write(Directory(image, most, offsets, lengths, directory));
        file.Position = start + 4;
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, directory);
        file.Write(number);
        file.Seek(0, SeekOrigin.End);
    }

    private static byte[] Pack(Mat image, int first, int rows)
    {
        byte[] strip = ImageStrips.Read(image, first, rows), different = new byte[strip.Length];
        int length = strip.Length / rows, channels = image.Channels();
        for (int y = 0; y < rows; y++)
        {
            Span<byte> row = strip.AsSpan(y * length, length), target = different.AsSpan(y * length, length);
            if (image.Depth() == MatType.CV_16U)
                Difference(MemoryMarshal.Cast<byte, ushort>(row), MemoryMarshal.Cast<byte, ushort>(target), channels);
            else
                Difference(row, target, channels);
        }
        using var packed = new MemoryStream(strip.Length / 2);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(different);
        return packed.ToArray();
    }

    private static void Difference<T>(ReadOnlySpan<T> row, Span<T> target, int channels)
        where T : unmanaged, System.Numerics.ISubtractionOperators<T, T, T>
    {
        row[..channels].CopyTo(target);
        TensorPrimitives.Subtract(row[channels..], row[..^channels], target[channels..]);
    }

    private static byte[] Directory(Mat image, int rowsPerStrip, uint[] offsets, uint[] lengths, uint start)
    {
        uint channels = (uint)image.Channels(), bits = image.Depth() == MatType.CV_16U ? 16u : 8u;
        (ushort Tag, ushort Type, uint[] Values)[] entries =
        [
            (256, Long, [(uint)image.Cols]),
            (257, Long, [(uint)image.Rows]),
            (258, Short, [.. Enumerable.Repeat(bits, (int)channels)]),
            (259, Short, [8]),
            (262, Short, [channels == 3 ? 2u : 1u]),
            (273, Long, offsets),
            (277, Short, [channels]),
            (278, Long, [(uint)rowsPerStrip]),
            (279, Long, lengths),
            (282, Rational, [72, 1]),
            (283, Rational, [72, 1]),
            (284, Short, [1]),
            (296, Short, [2]),
            (317, Short, [2]),
        ];
        using var table = new MemoryStream();
        using var values = new MemoryStream();
        using var writer = new BinaryWriter(table);
        using var after = new BinaryWriter(values);
        uint free = start + 2 + 12 * (uint)entries.Length + 4;
        writer.Write((ushort)entries.Length);
        foreach ((ushort tag, ushort type, uint[] numbers) in entries)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(type == Rational ? (uint)numbers.Length / 2 : (uint)numbers.Length);
            int bytes = numbers.Length * (type == Short ? 2 : 4);
            BinaryWriter target = bytes <= 4 ? writer : after;
            if (bytes > 4)
                writer.Write(free + (uint)values.Length);
            foreach (uint number in numbers)
            {
                if (type == Short)
                    target.Write((ushort)number);
                else
                    target.Write(number);
            }
            target.Flush();
            for (int pad = bytes; pad < 4; pad++)
                writer.Write((byte)0);
            if (bytes > 4 && (values.Length & 1) != 0)
                after.Write((byte)0);
            after.Flush();
        }
        writer.Write(0u);
        writer.Flush();
        return [.. table.ToArray(), .. values.ToArray()];
    }
}
