namespace Hybrid.Native;

/// <summary>Image file formats that the codecs read.</summary>
public enum ImageFormat
{
    /// <summary>Not an image that we know.</summary>
    Unknown = 0,
    /// <summary>JPEG.</summary>
    Jpeg = 1,
    /// <summary>PNG.</summary>
    Png = 2,
    /// <summary>TIFF and BigTIFF.</summary>
    Tiff = 3,
    /// <summary>WebP.</summary>
    WebP = 4,
    /// <summary>PBM, PGM or PPM, as text or binary.</summary>
    Pnm = 5,
    /// <summary>Portable float map.</summary>
    Pfm = 6,
    /// <summary>Windows bitmap.</summary>
    Bmp = 7,
}
