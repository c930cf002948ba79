using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>
/// Reads image files into Mats of the file's own depth (8-bit, 16-bit or 32-bit float), upright by their EXIF
/// orientation. Palettes are expanded, CMYK becomes BGR, of an animation the first frame is read.
/// </summary>
public static class ImageReader
{
    /// <summary>Reads an image: JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP, PNM or PFM.</summary>
    /// <param name="path">The file. Its content decides the format, not its name.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>1, 3 or (where asked for) 4 channels, BGR order, at least 1x1; owned by the caller.</returns>
    /// <exception cref="InputException">The file is missing, a folder, empty or unreadable.</exception>
    /// <exception cref="ImageFormatException">It is incomplete, malformed, no image, of an unsupported format or too large.</exception>
    public static Mat Read(string path, ImageReadOptions? options = null) => Decode(InputFile.ReadAllBytes(path), path, options);

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
        ImageSignature signature = ImageSignature.Of(file);
        Mat image = signature.Decoder switch
        {
            ImageDecoder.Libvips => VipsDecoder.Decode(file, name, signature.Name, options),
            ImageDecoder.OpenCv => OpenCvCodec.Decode(file, name, signature.Name),
            ImageDecoder.Pfm => PfmFile.DecodeImage(file, name),
            _ => throw NotRead(signature.Name, name),
        };
        try
        {
            options.RequireAllowed(image.Width, image.Height, name);
            return ToChannels(image, options.Color);
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static Mat ToChannels(Mat image, ImageColor color)
    {
        ColorConversionCodes? conversion = (color, image.Channels()) switch
        {
            (ImageColor.Gray, 3) => ColorConversionCodes.BGR2GRAY,
            (ImageColor.Bgr, 1) => ColorConversionCodes.GRAY2BGR,
            _ => null,
        };
        if (conversion is null && image.Channels() != 2)
            return image;
        var converted = new Mat();
        using (image)
        {
            if (conversion is { } code)
                Cv2.CvtColor(image, converted, code);
            else
                GrayAndAlphaToBgra(image, converted);
        }
        return converted;
    }

    private static void GrayAndAlphaToBgra(Mat image, Mat converted)
    {
        using Mat gray = image.ExtractChannel(0), alpha = image.ExtractChannel(1);
        Cv2.Merge([gray, gray, gray, alpha], converted);
    }

    private static ImageFormatException NotRead(string format, string name) => new(format switch
    {
        "" => $"'{name}' is not an image of a known format; convert it to PNG or JPEG",
        "text" => $"'{name}' is text, not an image; name an image file",
        "HEIC" => $"'{name}' is a HEIC photograph, whose HEVC coding is not read here; export it as JPEG or PNG (an iPhone takes JPEGs with Settings > Camera > Formats > Most Compatible)",
        _ => $"'{name}' is a {format} file, which is not read here; convert it to PNG or JPEG",
    });
}
