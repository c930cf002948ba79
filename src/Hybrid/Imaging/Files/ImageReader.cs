using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// Reads image files into Mats of the file's own depth (8-bit, 16-bit or 32-bit float), upright by their EXIF
/// orientation. Palettes are expanded, CMYK becomes BGR, of an animation the first frame is read.
/// </summary>
public static class ImageReader
{
    /// <summary>Reads an image: JPEG, PNG, TIFF, WebP, PNM, PFM and whatever else the OpenCV at hand decodes.</summary>
    /// <param name="path">The file. Its content decides the format, not its name.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>1, 3 or (where asked for) 4 channels, BGR order, at least 1x1; owned by the caller.</returns>
    /// <exception cref="InputException">The file is missing, a folder, empty or unreadable.</exception>
    /// <exception cref="ImageFormatException">It is truncated, malformed, no image, of an unsupported format or too large.</exception>
    public static Mat Read(string path, ImageReadOptions? options = null)
    {
        byte[] file = InputFile.ReadAllBytes(path);
        return Decode(file, path, options);
    }

    /// <summary>The content of a file, for <see cref="Decode"/> and for what else the file carries.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, a folder, empty, unreadable or above 2 GB.</exception>
    public static byte[] ReadFile(string path) => InputFile.ReadAllBytes(path);

    /// <summary>Reads an image from a file's content.</summary>
    /// <param name="file">The content of an image file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <inheritdoc cref="Read" path="/returns|/exception"/>
    public static Mat Decode(byte[] file, string name, ImageReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        options ??= new ImageReadOptions();
        ImageHeader header = ImageHeader.Read(file);
        Refuse(header, name, options);
        Mat image = header.Format == ImageFileFormat.Pfm
            ? PfmFile.DecodeImage(file, name)
            : DecodeByOpenCv(file, name, header, options.Color);
        if (options.ApplyOrientation)
            image = ExifOrientation.Apply(image, header.Orientation);
        try
        {
            CheckSize(image.Width, image.Height, name, options);
            return Channels(image, options.Color);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static void Refuse(ImageHeader header, string name, ImageReadOptions options)
    {
        switch (header.Format)
        {
            case ImageFileFormat.Text:
                throw new ImageFormatException($"'{name}' is text, not an image; name an image file");
            case ImageFileFormat.Unknown:
                throw new ImageFormatException($"'{name}' is not an image of a known format; convert it to PNG or JPEG");
        }
        if (header.Width > 0 && header.Height > 0)
            CheckSize(header.Width, header.Height, name, options);
        if (header.IsTruncated)
            throw Truncated(name);
    }

    private static void CheckSize(int width, int height, string name, ImageReadOptions options)
    {
        if ((long)width * height > options.MaxPixels)
            throw new ImageFormatException($"'{name}' has {width}x{height} pixels, above the limit of {options.MaxPixels / 1e6:0.#} million; make it smaller");
        if (Math.Max(width, height) > options.MaxSide)
            throw new ImageFormatException($"'{name}' has {width}x{height} pixels, a side above the limit of {options.MaxSide}; make it smaller");
    }

    private static Mat DecodeByOpenCv(byte[] file, string name, ImageHeader header, ImageColor color)
    {
        // Orientation is applied here and not by the decoder, which does so for some formats and flags only.
        ImreadModes mode = color switch
        {
            ImageColor.AsStoredWithAlpha => ImreadModes.Unchanged,
            _ => ImreadModes.AnyDepth | ImreadModes.AnyColor | ImreadModes.IgnoreOrientation,
        };
        Mat image;
        try
        {
            image = Cv2.ImDecode(file, mode);
        }
        catch (OpenCVException e)
        {
            throw Undecodable(header.Format, name, e);
        }
        if (!image.Empty())
            return image;
        image.Dispose();
        throw Undecodable(header.Format, name, null);
    }

    private static Mat Channels(Mat image, ImageColor color)
    {
        ColorConversionCodes? conversion = (color, image.Channels()) switch
        {
            (ImageColor.Gray, 3) => ColorConversionCodes.BGR2GRAY,
            (ImageColor.Gray, 4) => ColorConversionCodes.BGRA2GRAY,
            (ImageColor.Bgr, 1) => ColorConversionCodes.GRAY2BGR,
            (ImageColor.Bgr or ImageColor.AsStored, 4) => ColorConversionCodes.BGRA2BGR,
            _ => null,
        };
        if (conversion is not { } code)
            return image;
        var converted = new Mat();
        using (image)
            Cv2.CvtColor(image, converted, code);
        return converted;
    }

    private static ImageFormatException Truncated(string name) =>
        new($"'{name}' is incomplete: the file ends before the image does; replace it with a complete file");

    private static ImageFormatException Undecodable(ImageFileFormat format, string name, Exception? cause)
    {
        string message = format switch
        {
            ImageFileFormat.Jpeg or ImageFileFormat.Png or ImageFileFormat.Tiff or ImageFileFormat.WebP or ImageFileFormat.Pnm =>
                $"'{name}' is a damaged {Name(format)} file or of a variant that is not read; save it again as PNG or JPEG",
            _ => $"'{name}' is a {Name(format)} file, which is not read here; convert it to PNG or JPEG",
        };
        return cause is null ? new ImageFormatException(message) : new ImageFormatException(message, cause);
    }

    private static string Name(ImageFileFormat format) => format switch
    {
        ImageFileFormat.Jpeg => "JPEG",
        ImageFileFormat.Png => "PNG",
        ImageFileFormat.Tiff => "TIFF",
        ImageFileFormat.Pnm => "PNM",
        ImageFileFormat.Bmp => "BMP",
        ImageFileFormat.Gif => "GIF",
        ImageFileFormat.Heif => "HEIF or AVIF",
        ImageFileFormat.Jpeg2000 => "JPEG 2000",
        ImageFileFormat.Pdf => "PDF",
        _ => format.ToString(),
    };
}
