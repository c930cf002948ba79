using System.Buffers.Binary;

namespace Hybrid.Imaging;

/// <summary>Walks the markers of a JPEG file (ITU-T T.81, annex B).</summary>
internal static class JpegHeader
{
    internal static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        int width = 0, height = 0, orientation = 1;
        int at = 2;
        while (true)
        {
            int step = file[Math.Min(at, file.Length)..].IndexOf((byte)0xFF);
            if (step < 0 || at + step + 1 >= file.Length)
                return new ImageHeader(ImageFileFormat.Jpeg, width, height, orientation, IsTruncated: true);
            at += step + 1;
            byte marker = file[at];
            if (marker == 0xFF)
                continue;
            at++;
            if (marker == 0xD9)
                return new ImageHeader(ImageFileFormat.Jpeg, width, height, orientation);
            // Stuffed zeros and restart markers lie inside the entropy-coded data and have no length.
            if (marker is 0 or 1 or (>= 0xD0 and <= 0xD8))
                continue;
            if (at + 2 > file.Length)
                return new ImageHeader(ImageFileFormat.Jpeg, width, height, orientation, IsTruncated: true);
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2 || at + length > file.Length)
                return new ImageHeader(ImageFileFormat.Jpeg, width, height, orientation, IsTruncated: true);
            ReadOnlySpan<byte> body = file.Slice(at + 2, length - 2);
            if (IsFrame(marker) && body.Length >= 5)
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
            }
            else if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8))
            {
                orientation = ExifOrientation.Read(body[6..]);
            }
            at += length;
        }
    }

    // SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC).
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
