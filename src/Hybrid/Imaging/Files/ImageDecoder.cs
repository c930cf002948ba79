namespace Hybrid.Imaging;

/// <summary>Who reads a kind of image file.</summary>
internal enum ImageDecoder
{
    /// <summary>Nobody here.</summary>
    None,

    /// <summary>libvips: JPEG, PNG, TIFF, WebP, GIF, AVIF.</summary>
    Libvips,

    /// <summary>OpenCV: BMP and PNM, of which libvips' package has no reader.</summary>
    OpenCv,

    /// <summary><see cref="PfmFile"/>.</summary>
    Pfm,
}
