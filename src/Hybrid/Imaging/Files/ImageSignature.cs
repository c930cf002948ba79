using System.Text;

namespace Hybrid.Imaging;

/// <summary>What kind of file this is by its first bytes, and who reads it. Nothing else of a file is looked at here.</summary>
/// <param name="Name">What a person calls the format.</param>
/// <param name="Decoder">Who reads it.</param>
internal readonly record struct ImageSignature(string Name, ImageDecoder Decoder)
{
    internal static ImageSignature Of(ReadOnlySpan<byte> b)
    {
        if (b.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return new("JPEG", ImageDecoder.Libvips);
        if (b.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return new("PNG", ImageDecoder.Libvips);
        if (b.StartsWith("II*\0"u8) || b.StartsWith("MM\0*"u8) || b.StartsWith("II+\0"u8) || b.StartsWith("MM\0+"u8))
            return new("TIFF", ImageDecoder.Libvips);
        if (b.StartsWith("RIFF"u8) && b[4..].Length >= 8 && b[8..].StartsWith("WEBP"u8))
            return new("WebP", ImageDecoder.Libvips);
        if (b.StartsWith("GIF8"u8))
            return new("GIF", ImageDecoder.Libvips);
        if (b.Length >= 12 && b[4..].StartsWith("ftyp"u8))
            return OfMediaFile(Encoding.ASCII.GetString(b.Slice(8, 4)));
        if (b.StartsWith("BM"u8))
            return new("BMP", ImageDecoder.OpenCv);
        if (b.Length >= 3 && b[0] == 'P' && b[2] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            if (b[1] is >= (byte)'1' and <= (byte)'6')
                return new("PNM", ImageDecoder.OpenCv);
            if (b[1] is (byte)'F' or (byte)'f')
                return new("PFM", ImageDecoder.Pfm);
        }
        return OfWhatIsNotRead(b);
    }

    // ISO/IEC 14496-12 files tell by a brand what is in them: AV1 pictures are read, HEVC ones are not.
    private static ImageSignature OfMediaFile(string brand) => brand switch
    {
        "avif" or "avis" => new("AVIF", ImageDecoder.Libvips),
        "heic" or "heix" or "heim" or "heis" or "hevc" or "hevx" => new("HEIC", ImageDecoder.None),
        "mif1" or "msf1" => new("HEIF", ImageDecoder.Libvips),
        "crx " => new("camera raw", ImageDecoder.None),
        _ => new("video", ImageDecoder.None),
    };

    private static ImageSignature OfWhatIsNotRead(ReadOnlySpan<byte> b)
    {
        if (b.Length >= 12 && b[4..].StartsWith("jP  "u8))
            return new("JPEG 2000", ImageDecoder.None);
        if (b.StartsWith((ReadOnlySpan<byte>)[0x76, 0x2F, 0x31, 0x01]))
            return new("OpenEXR", ImageDecoder.None);
        if (b.StartsWith("8BPS"u8))
            return new("Photoshop", ImageDecoder.None);
        if (b.StartsWith("%PDF"u8))
            return new("PDF", ImageDecoder.None);
        bool text = b[..Math.Min(b.Length, 512)].IndexOfAnyInRange((byte)0, (byte)8) < 0;
        return new(text ? "text" : "", ImageDecoder.None);
    }
}
