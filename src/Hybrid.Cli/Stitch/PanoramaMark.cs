using System.Buffers.Binary;

namespace Hybrid.Cli.Stitch;

/// <summary>
/// What tells a panorama that this program wrote from a photograph: a PNG's <c>Software</c> text, a JPEG's comment, bytes after
/// the end of a TIFF, where no offset leads. A file of another format has none.
/// </summary>
internal static class PanoramaMark
{
    private const int EndOfPng = 12;
    private static readonly byte[] Text = [.. "Software\0Hybrid panorama"u8];

    /// <summary>Marks a file that was just written.</summary>
    public static void Put(string path)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".png":
                using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
                {
                    byte[] end = new byte[EndOfPng];
                    file.Seek(-EndOfPng, SeekOrigin.End);
                    file.ReadExactly(end);
                    file.Seek(-EndOfPng, SeekOrigin.End);
                    file.Write([.. Chunk(), .. end]);
                }
                break;
            case ".jpg" or ".jpeg":
                byte[] jpeg = File.ReadAllBytes(path);
                File.WriteAllBytes(path, [.. jpeg[..2], 0xFF, 0xFE, 0, (byte)(Text.Length + 2), .. Text, .. jpeg[2..]]);
                break;
            case ".tif" or ".tiff":
                using (var file = new FileStream(path, FileMode.Append, FileAccess.Write))
                    file.Write(Text);
                break;
        }
    }

    /// <summary>Whether a file has the mark.</summary>
    public static bool IsOn(string path)
    {
        const int Near = 512;
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] head = new byte[Math.Min(Near, file.Length)], tail = new byte[Math.Min(Near, file.Length)];
            file.ReadExactly(head);
            file.Seek(-tail.Length, SeekOrigin.End);
            file.ReadExactly(tail);
            return head.AsSpan().IndexOf(Text) >= 0 || tail.AsSpan().IndexOf(Text) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // PNG, 11.3.3.3: a keyword, a zero and Latin-1 text; the checksum is of type and data.
    private static byte[] Chunk()
    {
        byte[] chunk = new byte[4 + 4 + Text.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, Text.Length);
        "tEXt"u8.CopyTo(chunk.AsSpan(4));
        Text.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + Text.Length), Crc32(chunk.AsSpan(4, 4 + Text.Length)));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> data)
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
