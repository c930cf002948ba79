using System.Globalization;
using System.Text;
using NetVips;
using OpenCvSharp;

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

    /// <summary>The diagonal of a 35 mm frame, 36 by 24 mm.</summary>
    private const double FullFrameDiagonal = 43.267;

    private const double MillimetresPerInch = 25.4;

    /// <summary>What of an image's EXIF still holds of a picture composed of it and others.</summary>
    private static readonly string[] Shared =
        ["Make", "Model", "Artist", "Copyright", "DateTime", "DateTimeOriginal", "DateTimeDigitized", "OffsetTime", "OffsetTimeOriginal", "OffsetTimeDigitized"];

    private readonly List<Field> _fields;
    private readonly (double X, double Y)? _pixelsPerMillimetre;

    private ImageMetadata(List<Field> fields, (double X, double Y)? pixelsPerMillimetre) =>
        (_fields, _pixelsPerMillimetre) = (fields, pixelsPerMillimetre);

    /// <summary>No metadata.</summary>
    public static ImageMetadata None { get; } = new([], null);

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
        return ImageSignature.Of(file).Decoder == ImageDecoder.Libvips ? Read(() => Libvips.Open(file)) : None;
    }

    /// <summary>Reads the metadata of an image file; nothing where the format holds none, is not known, or the file cannot be read.</summary>
    /// <param name="path">The file, of which no more is read than has to be.</param>
    public static ImageMetadata ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(() => Libvips.OpenFile(path));
    }

    private static ImageMetadata Read(Func<Image> open)
    {
        try
        {
            using Image image = open();
            List<Field> fields = [.. image.GetFields().Where(IsCarried).Select(name => new Field(image.GetTypeOf(name), name, image.Get(name)))];
            return new ImageMetadata(fields, (image.Xres, image.Yres));
        }
        catch (VipsException)
        {
            return None;
        }
    }

    /// <summary>An entry of the EXIF as text, e.g. of <c>Make</c>; null where there is none.</summary>
    /// <param name="entry">Name of the entry in the EXIF standard.</param>
    public string? Text(string entry)
    {
        if (_fields.Find(f => f.Name.StartsWith("exif-ifd", StringComparison.Ordinal) && f.Name.AsSpan()[(f.Name.LastIndexOf('-') + 1)..].SequenceEqual(entry)).Value is not string value)
            return null;
        // As libvips has it: the value, then in brackets the same for people, its type and size; of text both are alike, brackets and all.
        int described = value.LastIndexOf(" components, ", StringComparison.Ordinal), half = value.LastIndexOf(',', Math.Max(0, described));
        half = half > 0 ? value.LastIndexOf(',', half - 1) : half;
        string both = half > 0 ? value[..half] : value;
        int middle = (both.Length - 2) / 2;
        bool isText = middle > 0 && both.Length == 2 * middle + 2 && both[..middle] == both[(middle + 2)..];
        int end = isText ? middle : both.IndexOf(" (", StringComparison.Ordinal);
        string text = (end < 0 ? value : both[..end]).Trim('\0', ' ');
        return text.Length > 0 ? text : null;
    }

    /// <summary>The focal length with which an image was taken, in its pixels, from EXIF; null where EXIF does not tell.</summary>
    /// <param name="size">Size of the image in pixels.</param>
    public double? FocalLength(Size size)
    {
        if (Number("FocalLengthIn35mmFilm") is > 0 and double equivalent)
            return equivalent / FullFrameDiagonal * Math.Sqrt((double)size.Width * size.Width + (double)size.Height * size.Height);
        // Resolution of the focal plane: 2 is for inches, 3 for centimetres.
        double unit = Number("FocalPlaneResolutionUnit") switch { 3 => 10, 4 => 1, _ => MillimetresPerInch };
        return Number("FocalLength") is > 0 and double length && Number("FocalPlaneXResolution") is > 0 and double perUnit && Number("PixelXDimension") is > 0 and double taken
            ? length * perUnit / unit * Math.Max(size.Width, size.Height) / Math.Max(taken, Number("PixelYDimension") ?? 0)
            : null;
    }

    /// <summary>What of this metadata still holds of a picture composed of the image and others: camera, artist, rights, dates, place, colour profile.</summary>
    /// <param name="xmp">The picture's own XMP packet.</param>
    public ImageMetadata OfComposite(string xmp)
    {
        ArgumentException.ThrowIfNullOrEmpty(xmp);
        return new ImageMetadata(
            [.. _fields.Where(f => f.Name is ProfileName || IsShared(f.Name)), new Field(GValue.BlobType, XmpName, Encoding.UTF8.GetBytes(xmp))],
            _pixelsPerMillimetre);
    }

    private static bool IsShared(string name) =>
        name.StartsWith("exif-ifd3-", StringComparison.Ordinal) || (name.StartsWith("exif-ifd", StringComparison.Ordinal) && Shared.Contains(name[(name.LastIndexOf('-') + 1)..]));

    private double? Number(string entry)
    {
        string[] parts = Text(entry)?.Split('/') ?? [];
        return parts.Length is 1 or 2 && Parse(parts[0]) is double over && (parts.Length == 1 ? 1 : Parse(parts[1])) is double under && under != 0 ? over / under : null;

        static double? Parse(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
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
