namespace Hybrid.Imaging;

/// <summary>Formats of image files that are told apart by their first bytes.</summary>
internal enum ImageFileFormat
{
    Unknown,
    Jpeg,
    Png,
    Tiff,
    WebP,
    Pnm,
    Pfm,
    Bmp,
    Gif,
    Heif,
    Jpeg2000,
    OpenExr,
    Photoshop,
    Pdf,
    Text,
}
