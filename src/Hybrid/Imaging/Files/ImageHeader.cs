namespace Hybrid.Imaging;

/// <summary>What the first bytes of an image file say, read without decoding it.</summary>
/// <param name="Format">The format by its signature.</param>
/// <param name="Width">Stored width in pixels, before any rotation; 0 where the header does not tell.</param>
/// <param name="Height">Stored height in pixels; 0 where the header does not tell.</param>
/// <param name="Orientation">EXIF orientation 1..8; 1 where none is given.</param>
/// <param name="IsTruncated">The file ends before its own structure does.</param>
internal readonly record struct ImageHeader(
    ImageFileFormat Format, int Width = 0, int Height = 0, int Orientation = 1, bool IsTruncated = false)
{
    /// <summary>Reads the header of a file's content.</summary>
    internal static ImageHeader Read(ReadOnlySpan<byte> file) => Sniff(file) switch
    {
        ImageFileFormat.Jpeg => JpegHeader.Read(file),
        ImageFileFormat.Png => PngHeader.Read(file),
        ImageFileFormat.WebP => WebPHeader.Read(file),
        ImageFileFormat.Pnm => PnmHeader.Read(file),
        ImageFileFormat.Tiff => TiffHeader.Read(file),
        ImageFileFormat other => new ImageHeader(other),
    };

    private static ImageFileFormat Sniff(ReadOnlySpan<byte> b)
    {
        if (b.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return ImageFileFormat.Jpeg;
        if (b.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return ImageFileFormat.Png;
        if (b.StartsWith("II*\0"u8) || b.StartsWith("MM\0*"u8) || b.StartsWith("II+\0"u8) || b.StartsWith("MM\0+"u8))
            return ImageFileFormat.Tiff;
        if (b.Length >= 12 && b.StartsWith("RIFF"u8) && b[8..].StartsWith("WEBP"u8))
            return ImageFileFormat.WebP;
        if (b.Length >= 3 && b[0] == 'P' && b[1] is >= (byte)'1' and <= (byte)'7' && b[2] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            return ImageFileFormat.Pnm;
        if (b.Length >= 3 && b[0] == 'P' && b[1] is (byte)'F' or (byte)'f' && b[2] is (byte)'\n' or (byte)'\r' or (byte)' ')
            return ImageFileFormat.Pfm;
        if (b.StartsWith("BM"u8) && b.Length >= 26)
            return ImageFileFormat.Bmp;
        if (b.StartsWith("GIF8"u8))
            return ImageFileFormat.Gif;
        if (b.Length >= 12 && b[4..].StartsWith("ftyp"u8))
            return ImageFileFormat.Heif;
        if (b.Length >= 12 && b[4..].StartsWith("jP  "u8))
            return ImageFileFormat.Jpeg2000;
        if (b.StartsWith((ReadOnlySpan<byte>)[0x76, 0x2F, 0x31, 0x01]))
            return ImageFileFormat.OpenExr;
        if (b.StartsWith("8BPS"u8))
            return ImageFileFormat.Photoshop;
        if (b.StartsWith("%PDF"u8))
            return ImageFileFormat.Pdf;
        return LooksLikeText(b) ? ImageFileFormat.Text : ImageFileFormat.Unknown;
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> b) =>
        b[..Math.Min(b.Length, 512)].IndexOfAnyInRange((byte)0, (byte)8) < 0;
}
