using System.Buffers.Binary;

namespace Hybrid.Imaging;

/// <summary>The first directory of a classic TIFF structure with the directories below it, in little-endian order.</summary>
internal static class TiffDirectory
{
    private const int MaxDepth = 2;
    private const int MaxData = 32 << 20;

    // Bytes of a value of each type; types 0 and above 12 are unknown.
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

    /// <summary>One tag: its values as little-endian bytes, or the directory that it points to.</summary>
    internal sealed record Entry(ushort Tag, ushort Type, byte[] Data, List<Entry>? Directory);

    /// <summary>The entries of the first directory; none where the structure is malformed.</summary>
    internal static List<Entry> Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
            return [];
        bool little = tiff[0] == 'I';
        return Read(tiff, ExifOrientation.UInt32(tiff[4..], little), little, 0);
    }

    /// <summary>A TIFF structure of these entries alone.</summary>
    internal static byte[] Write(IReadOnlyList<Entry> entries)
    {
        using var stream = new MemoryStream();
        stream.Write("II*\0"u8);
        WriteUInt32(stream, 8);
        Write(stream, entries);
        return stream.ToArray();
    }

    /// <summary>A little-endian TIFF file with its first directory replaced by these entries; the pixels stay where they are.</summary>
    internal static byte[] Append(byte[] file, IReadOnlyList<Entry> entries)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        if ((stream.Length & 1) != 0)
            stream.WriteByte(0);
        uint start = (uint)stream.Length;
        Write(stream, entries);
        byte[] result = stream.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), start);
        return result;
    }

    private static List<Entry> Read(ReadOnlySpan<byte> tiff, uint start, bool little, int depth)
    {
        var entries = new List<Entry>();
        if (start > tiff.Length - 2)
            return entries;
        int count = ExifOrientation.UInt16(tiff[(int)start..], little);
        for (int i = 0; i < count && start + 14L + 12L * i <= tiff.Length; i++)
        {
            ReadOnlySpan<byte> e = tiff.Slice((int)start + 2 + 12 * i, 12);
            ushort tag = ExifOrientation.UInt16(e, little), type = ExifOrientation.UInt16(e[2..], little);
            long length = type < Sizes.Length ? (long)Sizes[type] * ExifOrientation.UInt32(e[4..], little) : 0;
            uint at = ExifOrientation.UInt32(e[8..], little);
            if (tag is 34665 or 34853 or 40965 && depth < MaxDepth)
            {
                entries.Add(new Entry(tag, 4, [], Read(tiff, at, little, depth + 1)));
            }
            else if (length is > 0 and <= MaxData && (length <= 4 || at + length <= tiff.Length))
            {
                byte[] data = (length <= 4 ? e.Slice(8, (int)length) : tiff.Slice((int)at, (int)length)).ToArray();
                if (!little)
                    Swap(data, type);
                entries.Add(new Entry(tag, type, data, null));
            }
        }
        return entries;
    }

    private static void Write(MemoryStream stream, IReadOnlyList<Entry> entries)
    {
        long start = stream.Position;
        Span<byte> head = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)entries.Count);
        stream.Write(head);
        var table = new byte[12 * entries.Count + 4];
        stream.Write(table);
        for (int i = 0; i < entries.Count; i++)
        {
            Entry entry = entries[i];
            Span<byte> e = table.AsSpan(12 * i, 12);
            BinaryPrimitives.WriteUInt16LittleEndian(e, entry.Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(e[2..], entry.Type);
            BinaryPrimitives.WriteUInt32LittleEndian(e[4..], entry.Directory is null ? (uint)(entry.Data.Length / Sizes[entry.Type]) : 1);
            if (entry.Directory is null && entry.Data.Length <= 4)
            {
                entry.Data.CopyTo(e[8..]);
                continue;
            }
            if ((stream.Position & 1) != 0)
                stream.WriteByte(0);
            BinaryPrimitives.WriteUInt32LittleEndian(e[8..], (uint)stream.Position);
            if (entry.Directory is { } below)
                Write(stream, below);
            else
                stream.Write(entry.Data);
        }
        long end = stream.Position;
        stream.Position = start + 2;
        stream.Write(table);
        stream.Position = end;
    }

    private static void WriteUInt32(MemoryStream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void Swap(byte[] data, ushort type)
    {
        // Rationals (5 and 10) are pairs of four bytes.
        int size = type is 5 or 10 ? 4 : Sizes[type];
        for (int i = 0; size > 1 && i + size <= data.Length; i += size)
            data.AsSpan(i, size).Reverse();
    }
}
