using System.Text;
using NetVips;

namespace Hybrid.Imaging;

/// <summary>
/// What an image file carries beside its pixels: EXIF, colour profile, XMP, resolution. Taken from one file and put into
/// another, whatever the formats (JPEG, PNG, WebP; a TIFF keeps all but EXIF), so that a processed image keeps them. The
/// orientation stays as it was: use it with pixels in their stored orientation. A thumbnail inside EXIF is left out: it shows
/// the image as it was.
/// </summary>
public sealed class ImageMetadata
{
    private const string ExifName = "exif-data", ProfileName = "icc-profile-data", XmpName = "xmp-data", IptcName = "iptc-data";

    private readonly List<Field> _fields;
    private readonly (double X, double Y)? _pixelsPerMillimetre;

    private ImageMetadata(List<Field> fields, (double X, double Y)? pixelsPerMillimetre) =>
        (_fields, _pixelsPerMillimetre) = (fields, pixelsPerMillimetre);

    /// <summary>EXIF as a TIFF structure, without any prefix; null where there is none.</summary>
    public byte[]? Exif => Block(ExifName) is { } block && block.AsSpan().StartsWith("Exif\0\0"u8) ? block[6..] : Block(ExifName);

    /// <summary>ICC colour profile; null where there is none.</summary>
    public byte[]? IccProfile => Block(ProfileName);

    /// <summary>XMP packet; null where there is none.</summary>
    public byte[]? Xmp => Block(XmpName);

    /// <summary>Whether there is nothing to carry over.</summary>
    public bool IsEmpty => _fields.Count == 0;

    /// <summary>Reads the metadata of an image file; nothing where the format holds none or is not known.</summary>
    /// <param name="file">The content of an image file. What is malformed in it is left out.</param>
    public static ImageMetadata Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (ImageSignature.Of(file).Decoder != ImageDecoder.Libvips)
            return new ImageMetadata([], null);
        try
        {
            using Image image = Libvips.Open(file);
            List<Field> fields = [.. image.GetFields().Where(IsCarried).Select(name => new Field(image.GetTypeOf(name), name, image.Get(name)))];
            return new ImageMetadata(fields, (image.Xres, image.Yres));
        }
        catch (VipsException)
        {
            return new ImageMetadata([], null);
        }
    }

    /// <summary>Metadata that consists of an XMP packet alone.</summary>
    /// <param name="packet">The packet (ISO 16684-1), with or without its wrapper.</param>
    public static ImageMetadata FromXmp(string packet)
    {
        ArgumentException.ThrowIfNullOrEmpty(packet);
        return new ImageMetadata([new Field(GValue.BlobType, XmpName, Encoding.UTF8.GetBytes(packet))], null);
    }

    /// <summary>The image with this metadata, whose pixels are those of <paramref name="image"/>.</summary>
    internal Image PutInto(Image image)
    {
        using Image scaled = _pixelsPerMillimetre is { } r ? image.Copy(xres: r.X, yres: r.Y) : image.Copy();
        return scaled.Mutate(target =>
        {
            foreach (Field field in _fields)
                target.Set(field.Type, field.Name, field.Value);
        });
    }

    // Each entry of EXIF is a field of its own, and libvips writes those that it finds as fields.
    private static bool IsCarried(string name) =>
        name is ProfileName or XmpName or IptcName or "orientation" or "resolution-unit" || name.StartsWith("exif-", StringComparison.Ordinal);

    private byte[]? Block(string name) => _fields.Find(f => f.Name == name).Value as byte[];

    private readonly record struct Field(IntPtr Type, string Name, object Value);
}
