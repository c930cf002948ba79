using System.Buffers.Binary;

namespace Hybrid.Imaging;

/// <summary>Metadata in the application segments of a JPEG file (EXIF 2.3; ICC.1 annex B.4; XMP part 3).</summary>
internal static class JpegMetadata
{
    private const int LargestBody = 65533;

    private static ReadOnlySpan<byte> ExifMark => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> IccMark => "ICC_PROFILE\0"u8;

    private static ReadOnlySpan<byte> XmpMark => "http://ns.adobe.com/xap/1.0/\0"u8;

    internal static ImageMetadata Read(ReadOnlySpan<byte> file)
    {
        byte[]? exif = null, xmp = null;
        var profile = new SortedDictionary<int, byte[]>();
        for (int at = 2; at + 4 <= file.Length && file[at] == 0xFF && file[at + 1] is not (0xDA or 0xD9);)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
                break;
            ReadOnlySpan<byte> body = file.Slice(at + 4, length - 2);
            if (file[at + 1] == 0xE1 && body.StartsWith(ExifMark))
                exif ??= body[ExifMark.Length..].ToArray();
            else if (file[at + 1] == 0xE1 && body.StartsWith(XmpMark))
                xmp ??= body[XmpMark.Length..].ToArray();
            else if (file[at + 1] == 0xE2 && body.StartsWith(IccMark) && body.Length > IccMark.Length + 2)
                profile[body[IccMark.Length]] = body[(IccMark.Length + 2)..].ToArray();
            at += 2 + length;
        }
        return new ImageMetadata { Exif = exif, Xmp = xmp, IccProfile = profile.Count == 0 ? null : [.. profile.Values.SelectMany(b => b)] };
    }

    internal static byte[] Put(ImageMetadata metadata, byte[] file)
    {
        using var result = new MemoryStream();
        // EXIF wants to be first, but readers expect JFIF's segment where there is one right after the start of the image.
        int start = file.Length > 6 && file[2] == 0xFF && file[3] == 0xE0 ? 4 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4)) : 2;
        result.Write(file, 0, start);
        if (metadata.Exif is { } exif && exif.Length + ExifMark.Length <= LargestBody)
            Segment(result, 0xE1, ExifMark, exif);
        if (metadata.Xmp is { } xmp && xmp.Length + XmpMark.Length <= LargestBody)
            Segment(result, 0xE1, XmpMark, xmp);
        if (metadata.IccProfile is { } profile)
        {
            const int piece = 65000;
            int count = (profile.Length + piece - 1) / piece;
            for (int i = 0; i < count && count <= 255; i++)
                Segment(result, 0xE2, [.. IccMark, (byte)(i + 1), (byte)count], profile.AsSpan(i * piece, Math.Min(piece, profile.Length - i * piece)));
        }
        result.Write(file, start, file.Length - start);
        return result.ToArray();
    }

    private static void Segment(MemoryStream to, byte marker, ReadOnlySpan<byte> mark, ReadOnlySpan<byte> body)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(2 + mark.Length + body.Length));
        to.Write(head);
        to.Write(mark);
        to.Write(body);
    }
}
