using System.Buffers.Binary;

namespace Hybrid.Imaging;

/// <summary>Metadata in the chunks of a WebP file (RFC 9649: VP8X, ICCP, EXIF, XMP).</summary>
internal static class WebPMetadata
{
    internal static ImageMetadata Read(ReadOnlySpan<byte> file)
    {
        byte[]? exif = null, xmp = null, profile = null;
        foreach ((string type, byte[] body) in Chunks(file))
        {
            switch (type)
            {
                case "EXIF":
                    exif = body.AsSpan().StartsWith("Exif\0\0"u8) ? body[6..] : body;
                    break;
                case "XMP ":
                    xmp = body;
                    break;
                case "ICCP":
                    profile = body;
                    break;
            }
        }
        return new ImageMetadata { Exif = exif, Xmp = xmp, IccProfile = profile };
    }

    internal static byte[] Put(ImageMetadata metadata, byte[] file, int width, int height)
    {
        List<(string Type, byte[] Body)> own = Chunks(file);
        bool alpha = own.Exists(c => c.Type == "ALPH" || (c.Type == "VP8X" && c.Body.Length > 0 && (c.Body[0] & 0x10) != 0)
            || (c.Type == "VP8L" && c.Body.Length > 4 && (c.Body[4] & 0x10) != 0));
        var extended = new byte[10];
        extended[0] = (byte)((metadata.IccProfile is null ? 0 : 0x20) | (alpha ? 0x10 : 0) | (metadata.Exif is null ? 0 : 8) | (metadata.Xmp is null ? 0 : 4));
        for (int i = 0; i < 3; i++)
        {
            extended[4 + i] = (byte)((width - 1) >> (8 * i));
            extended[7 + i] = (byte)((height - 1) >> (8 * i));
        }
        using var result = new MemoryStream();
        result.Write("RIFF\0\0\0\0WEBP"u8);
        Chunk(result, "VP8X"u8, extended);
        if (metadata.IccProfile is { } profile)
            Chunk(result, "ICCP"u8, profile);
        foreach ((string type, byte[] body) in own.Where(c => c.Type is not ("VP8X" or "ICCP" or "EXIF" or "XMP ")))
            Chunk(result, System.Text.Encoding.ASCII.GetBytes(type), body);
        if (metadata.Exif is { } exif)
            Chunk(result, "EXIF"u8, exif);
        if (metadata.Xmp is { } xmp)
            Chunk(result, "XMP "u8, xmp);
        byte[] bytes = result.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        return bytes;
    }

    private static List<(string Type, byte[] Body)> Chunks(ReadOnlySpan<byte> file)
    {
        var chunks = new List<(string, byte[])>();
        for (long at = 12; at + 8 <= file.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            if (at + 8 + length > file.Length)
                break;
            chunks.Add((System.Text.Encoding.ASCII.GetString(file.Slice((int)at, 4)), file.Slice((int)at + 8, (int)length).ToArray()));
            at += 8 + length + (length & 1);
        }
        return chunks;
    }

    private static void Chunk(MemoryStream to, ReadOnlySpan<byte> type, byte[] body)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        to.Write(type);
        to.Write(length);
        to.Write(body);
        if ((body.Length & 1) != 0)
            to.WriteByte(0);
    }
}
