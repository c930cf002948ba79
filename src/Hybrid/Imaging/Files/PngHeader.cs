using System.Buffers.Binary;

namespace Hybrid.Imaging;

/// <summary>Walks the chunks of a PNG file (ISO/IEC 15948).</summary>
internal static class PngHeader
{
    private const int ChunkOverhead = 12;

    internal static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        int width = 0, height = 0, orientation = 1;
        for (long at = 8; at + ChunkOverhead <= file.Length;)
        {
            ReadOnlySpan<byte> chunk = file[(int)at..];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            ReadOnlySpan<byte> type = chunk.Slice(4, 4);
            if (at + ChunkOverhead + length > file.Length)
                break;
            ReadOnlySpan<byte> body = chunk.Slice(8, (int)length);
            if (type.SequenceEqual("IHDR"u8) && length >= 8)
            {
                width = Side(body);
                height = Side(body[4..]);
            }
            else if (type.SequenceEqual("eXIf"u8))
            {
                orientation = ExifOrientation.Read(body);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                return new ImageHeader(ImageFileFormat.Png, width, height, orientation);
            }
            at += ChunkOverhead + length;
        }
        return new ImageHeader(ImageFileFormat.Png, width, height, orientation, IsTruncated: true);
    }

    private static int Side(ReadOnlySpan<byte> b) => (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(b), int.MaxValue);
}
