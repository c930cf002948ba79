namespace Hybrid.Imaging;

/// <summary>
/// What an image file carries beside its pixels: EXIF, colour profile, XMP. Taken from one file and put into another, whatever
/// the formats (JPEG, PNG, WebP, TIFF), so that a processed image keeps them. The orientation stays as it was: use it with
/// pixels in their stored orientation.
/// </summary>
public sealed class ImageMetadata
{
    /// <summary>EXIF as a TIFF structure, without any prefix; null where there is none.</summary>
    public byte[]? Exif { get; init; }

    /// <summary>ICC colour profile; null where there is none.</summary>
    public byte[]? IccProfile { get; init; }

    /// <summary>XMP packet; null where there is none.</summary>
    public byte[]? Xmp { get; init; }

    /// <summary>Whether there is nothing to carry over.</summary>
    public bool IsEmpty => Exif is null && IccProfile is null && Xmp is null;

    /// <summary>Reads the metadata of an image file; nothing where the format holds none or is not known.</summary>
    /// <param name="file">The content of an image file. What is malformed in it is left out.</param>
    public static ImageMetadata Read(ReadOnlySpan<byte> file) => ImageHeader.Read(file) switch
    {
        { IsTruncated: true } => new ImageMetadata(),
        { Format: ImageFileFormat.Jpeg } => JpegMetadata.Read(file),
        { Format: ImageFileFormat.Png } => PngMetadata.Read(file),
        { Format: ImageFileFormat.WebP } => WebPMetadata.Read(file),
        { Format: ImageFileFormat.Tiff } => TiffMetadata.Read(file),
        _ => new ImageMetadata(),
    };

    /// <summary>The same image file with this metadata in it; the file as it is where its format cannot hold any.</summary>
    /// <param name="file">A well-formed image file, as <see cref="ImageWriter.Encode"/> makes it.</param>
    public byte[] PutInto(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (IsEmpty)
            return file;
        ImageHeader header = ImageHeader.Read(file);
        return header.Format switch
        {
            ImageFileFormat.Jpeg => JpegMetadata.Put(this, file),
            ImageFileFormat.Png => PngMetadata.Put(this, file),
            ImageFileFormat.WebP => WebPMetadata.Put(this, file, header.Width, header.Height),
            ImageFileFormat.Tiff => TiffMetadata.Put(this, file),
            _ => file,
        };
    }
}
