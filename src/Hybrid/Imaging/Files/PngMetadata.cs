using System.Buffers.Binary;
using System.IO.Compression;

namespace Hybrid.Imaging;

/// <summary>Metadata in the chunks of a PNG file (PNG third edition: iCCP, eXIf, iTXt).</summary>
internal static class PngMetadata
{
    private const int LargestProfile = 64 << 20;

    private static ReadOnlySpan<byte> XmpKeyword => "XML:com.adobe.xmp\0"u8;

    internal static ImageMetadata Read(ReadOnlySpan<byte> file)
    {
        byte[]? exif = null, xmp = null, profile = null;
        for (long at = 8; at + 12 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            if (at + 12 + length > file.Length)
                break;
            ReadOnlySpan<byte> type = file.Slice((int)at + 4, 4), body = file.Slice((int)at + 8, (int)length);
            if (type.SequenceEqual("eXIf"u8))
                exif ??= body.ToArray();
            else if (type.SequenceEqual("iCCP"u8) && body.IndexOf((byte)0) is >= 0 and var end && end + 2 < body.Length)
                profile ??= Inflate(body[(end + 2)..]);
            // Uncompressed, without a language or a translated keyword, as XMP prescribes.
            else if (type.SequenceEqual("iTXt"u8) && body.StartsWith(XmpKeyword) && body.Length > XmpKeyword.Length + 4 && body[XmpKeyword.Length] == 0)
                xmp ??= body[(XmpKeyword.Length + 4)..].ToArray();
            at += 12 + length;
        }
        return new ImageMetadata { Exif = exif, Xmp = xmp, IccProfile = profile };
    }

    internal static byte[] Put(ImageMetadata metadata, byte[] file)
    {
        // All of it must stand before the pixels; right behind the header it does.
        const int afterHeader = 8 + 12 + 13;
        using var result = new MemoryStream();
        result.Write(file, 0, afterHeader);
        if (metadata.IccProfile is { } profile)
            PngChunk.Write(result, "iCCP"u8, [.. "icc\0\0"u8, .. Deflate(profile)]);
        if (metadata.Exif is { } exif)
            PngChunk.Write(result, "eXIf"u8, exif);
        if (metadata.Xmp is { } xmp)
            PngChunk.Write(result, "iTXt"u8, [.. XmpKeyword, 0, 0, 0, 0, .. xmp]);
        result.Write(file, afterHeader, file.Length - afterHeader);
        return result.ToArray();
    }

    private static byte[]? Inflate(ReadOnlySpan<byte> data)
    {
        try
        {
            using var source = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            using var result = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                if (result.Length + read > LargestProfile)
                    return null;
                result.Write(buffer, 0, read);
            }
            return result.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Deflate(byte[] data)
    {
        using var result = new MemoryStream();
        using (var target = new ZLibStream(result, CompressionLevel.Optimal, leaveOpen: true))
            target.Write(data);
        return result.ToArray();
    }
}
