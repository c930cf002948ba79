namespace Hybrid.Imaging;

/// <summary>Reads size and orientation from the first directory of a classic TIFF file (TIFF 6.0).</summary>
internal static class TiffHeader
{
    internal static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        bool little = file[0] == 'I';
        var header = new ImageHeader(ImageFileFormat.Tiff);
        if (file.Length < 8)
            return header with { IsTruncated = true };
        if (ExifOrientation.UInt16(file[2..], little) != 42)
            return header;
        uint start = ExifOrientation.UInt32(file[4..], little);
        if (start + 2L > file.Length)
            return header with { IsTruncated = true };
        int count = ExifOrientation.UInt16(file[(int)start..], little);
        if (start + 2L + 12L * count > file.Length)
            return header with { IsTruncated = true };
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = file.Slice((int)start + 2 + 12 * i, 12);
            ushort tag = ExifOrientation.UInt16(entry, little);
            if (tag is not (256 or 257))
                continue;
            // Type 3 is a 16-bit number, 4 a 32-bit one.
            uint value = ExifOrientation.UInt16(entry[2..], little) == 3
                ? ExifOrientation.UInt16(entry[8..], little)
                : ExifOrientation.UInt32(entry[8..], little);
            int side = (int)Math.Min(value, int.MaxValue);
            header = tag == 256 ? header with { Width = side } : header with { Height = side };
        }
        return header with { Orientation = ExifOrientation.Read(file) };
    }
}
