using NetVips;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Decodes with libvips, straight into the memory of a Mat. The size that is judged is that of the very decoder that then decodes.</summary>
internal static class VipsDecoder
{
    // Rows whose red and blue change places together: they stay in the processor's cache.
    private const int SwapRows = 64;

    /// <summary>The image: grey, grey with alpha, BGR or BGRA of 8 bits, 16 bits or 32-bit float.</summary>
    /// <exception cref="ImageFormatException">It is damaged, incomplete, too large or of a variant that is not read.</exception>
    internal static Mat Decode(byte[] file, string name, string format, ImageReadOptions options)
    {
        try
        {
            using Image stored = Libvips.Open(file);
            options.RequireAllowed(stored.Width, stored.Height, name);
            bool cmyk = stored.Interpretation == Enums.Interpretation.Cmyk;
            using Image image = ToKnownDepth(ToKnownChannels(stored, cmyk, options.Color == ImageColor.AsStoredWithAlpha));
            if (image.Bands > 4)
                throw new ImageFormatException($"'{name}' has {image.Bands} channels; convert it to RGB or grey");
            Mat pixels = Read(image);
            if (cmyk)
                pixels = CmykToBgr(pixels);
            return options.ApplyOrientation ? ImageOrientation.Upright(pixels, Orientation(image)) : pixels;
        }
        catch (VipsException e)
        {
            throw new ImageFormatException($"'{name}' is a damaged or incomplete {format} file, or of a variant that is not read ({Libvips.LastLine(e)}); replace it, or save it again as PNG or JPEG", e);
        }
    }

    // EXIF 2.3's tag 0x0112, as libvips found it.
    private static int Orientation(Image image) =>
        image.Contains("orientation") ? Convert.ToInt32(image.Get("orientation"), System.Globalization.CultureInfo.InvariantCulture) : 1;

    // Either step returns the image itself where nothing is to be done; disposing of it twice does no harm.
    private static Image ToKnownChannels(Image image, bool cmyk, bool keepAlpha)
    {
        if (cmyk)
            return image.ExtractBand(0, n: 4);
        if (image.Interpretation is Enums.Interpretation.Lab or Enums.Interpretation.Labs or Enums.Interpretation.Labq or Enums.Interpretation.Xyz)
            return image.Colourspace(Enums.Interpretation.Srgb);
        return !keepAlpha && image.Bands is 2 or 4 ? image.ExtractBand(0, n: image.Bands - 1) : image;
    }

    private static Image ToKnownDepth(Image image)
    {
        if (image.Format is Enums.BandFormat.Uchar or Enums.BandFormat.Ushort or Enums.BandFormat.Float)
            return image;
        using (image)
            return image.Cast(Enums.BandFormat.Float);
    }

    private static Mat Read(Image image)
    {
        int width = image.Width, height = image.Height, channels = image.Bands;
        int depth = image.Format switch { Enums.BandFormat.Uchar => MatType.CV_8U, Enums.BandFormat.Ushort => MatType.CV_16U, _ => MatType.CV_32F };
        var mat = new Mat(height, width, MatType.MakeType(depth, channels));
        try
        {
            using (Image target = Image.NewFromMemory(mat.Data, (ulong)(mat.Total() * mat.ElemSize()), width, height, channels, image.Format))
                image.Write(target);
            if (channels >= 3 && image.Interpretation != Enums.Interpretation.Cmyk)
                SwapRedAndBlue(mat, height, channels == 3 ? ColorConversionCodes.RGB2BGR : ColorConversionCodes.RGBA2BGRA);
            return mat;
        }
        catch
        {
            mat.Dispose();
            throw;
        }
    }

    private static void SwapRedAndBlue(Mat mat, int height, ColorConversionCodes code)
    {
        for (int y = 0; y < height; y += SwapRows)
        {
            using Mat rows = mat.RowRange(y, Math.Min(height, y + SwapRows));
            Cv2.CvtColor(rows, rows, code);
        }
    }

    // Without a profile: each ink lets through what it does not absorb, B = (1 - Y)(1 - K) and so on.
    private static Mat CmykToBgr(Mat inks)
    {
        using (inks)
        {
            double white = inks.Depth() == MatType.CV_8U ? byte.MaxValue : inks.Depth() == MatType.CV_16U ? ushort.MaxValue : 1;
            using Mat light = new();
            Cv2.Subtract(Scalar.All(white), inks, light);
            Mat[] parts = Cv2.Split(light);
            for (int i = 0; i < 3; i++)
                Cv2.Multiply(parts[i], parts[3], parts[i], 1 / white);
            var bgr = new Mat();
            Cv2.Merge([parts[2], parts[1], parts[0]], bgr);
            foreach (Mat part in parts)
                part.Dispose();
            return bgr;
        }
    }
}
