using System.Buffers.Binary;

namespace Hybrid.Imaging;

/// <summary>Reads the chunks of a WebP file (WebP container specification, RFC 9649).</summary>
internal static class WebPHeader
{
    internal static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        int width = 0, height = 0, orientation = 1;
        bool truncated = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) > file.Length;
        for (long at = 12; at + 8 <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            long length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            ReadOnlySpan<byte> body = chunk.Slice(8, (int)Math.Min(length, chunk.Length - 8));
            if (chunk.StartsWith("VP8X"u8) && body.Length >= 10)
            {
                width = 1 + UInt24(body[4..]);
                height = 1 + UInt24(body[7..]);
            }
            else if (chunk.StartsWith("VP8 "u8) && body.Length >= 10 && width == 0)
            {
                width = BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & 0x3FFF;
                height = BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & 0x3FFF;
            }
            else if (chunk.StartsWith("VP8L"u8) && body.Length >= 5 && width == 0)
            {
                uint bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
                width = 1 + (int)(bits & 0x3FFF);
                height = 1 + (int)((bits >> 14) & 0x3FFF);
            }
            else if (chunk.StartsWith("EXIF"u8))
            {
                orientation = ExifOrientation.Read(body.StartsWith("Exif\0\0"u8) ? body[6..] : body);
            }
            at += 8 + length + (length & 1);
        }
        return new ImageHeader(ImageFileFormat.WebP, width, height, orientation, truncated);
    }

    private static int UInt24(ReadOnlySpan<byte> b) => b[0] | (b[1] << 8) | (b[2] << 16);
}
