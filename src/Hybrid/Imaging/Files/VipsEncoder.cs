using System.Runtime.ExceptionServices;
using NetVips;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Encodes with libvips: rows go from the Mat to the file in strips, so that no second copy of the image is made.</summary>
internal static class VipsEncoder
{
    /// <summary>What a TIFF with 32-bit offsets surely holds, even where its pixels cannot be compressed.</summary>
    private const long LargestPlainTiff = 4_000_000_000;

    /// <summary>Whether files of this extension are written here.</summary>
    internal static bool Writes(string extension) => extension is ".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff" or ".webp";

    /// <summary>Writes an image to a stream.</summary>
    /// <param name="stream">Where to; for a TIFF it can seek.</param>
    /// <param name="extension">One of those that are written here.</param>
    /// <param name="image">1, 3 or 4 channels of 8 or 16 bits; in a TIFF also 32-bit float.</param>
    /// <param name="options">Quality, compression and metadata.</param>
    /// <exception cref="VipsException">The format cannot hold the image.</exception>
    internal static void Write(Stream stream, string extension, Mat image, ImageWriteOptions options)
    {
        Exception? failure = null;
        T Guarded<T>(Func<T> work, T failed)
        {
            // No exception may pass through libvips' own frames.
            try
            {
                return work();
            }
            catch (Exception e)
            {
                failure ??= e;
                return failed;
            }
        }

        using var target = new TargetCustom();
        target.OnWrite += (bytes, count) => Guarded(() => { stream.Write(bytes, 0, count); return (long)count; }, -1L);
        target.OnSeek += (offset, origin) => Guarded(() => stream.Seek(offset, origin), -1L);
        target.OnRead += (bytes, count) => Guarded(() => stream.Read(bytes, 0, count), -1);
        using Mat? copy = image.IsContinuous() ? null : image.Clone();
        try
        {
            using Image opaque = Wrap(copy ?? image), pixels = WithAlpha(opaque, extension, image, options.Alpha), complete = options.Metadata?.PutInto(pixels) ?? pixels.Copy();
            complete.WriteToTarget(target, extension, Settings(extension, image, options));
        }
        catch (VipsException) when (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        GC.KeepAlive(image);
        GC.KeepAlive(options.Alpha);
    }

    private static Image WithAlpha(Image opaque, string extension, Mat image, Mat? alpha)
    {
        if (alpha is null || extension is ".jpg" or ".jpeg" || image.Channels() != 3 || image.Depth() == MatType.CV_32F)
            return opaque.Copy();
        using Image eight = Wrap(alpha);
        if (image.Depth() == MatType.CV_8U)
            return opaque.Bandjoin(eight);
        using Image wide = eight.Linear([257.0], [0.0]), sixteen = wide.Cast(Enums.BandFormat.Ushort);
        return opaque.Bandjoin(sixteen);
    }

    private static VOption Settings(string extension, Mat image, ImageWriteOptions options)
    {
        VOption settings = extension switch
        {
            ".png" => new VOption { { "compression", options.Compression }, { "filter", Enums.ForeignPngFilter.Sub } },
            // Chroma at half the resolution, whatever the quality, as OpenCV and most cameras do.
            ".jpg" or ".jpeg" => new VOption { { "Q", options.JpegQuality }, { "subsample_mode", Enums.ForeignSubsample.On } },
            ".webp" => new VOption { { "lossless", true } },
            _ => new VOption
            {
                { "compression", Enums.ForeignTiffCompression.Deflate }, { "level", options.Compression },
                { "predictor", image.Depth() == MatType.CV_32F ? Enums.ForeignTiffPredictor.Float : Enums.ForeignTiffPredictor.Horizontal },
                { "bigtiff", image.Total() * image.ElemSize() > LargestPlainTiff },
            },
        };
        // Otherwise libvips would put a block of EXIF with a resolution that nobody gave into every JPEG.
        settings.Add("keep", options.Metadata is null ? Enums.ForeignKeep.None : Enums.ForeignKeep.All);
        return settings;
    }

    private static Image Wrap(Mat mat)
    {
        int channels = mat.Channels(), depth = mat.Depth();
        Enums.BandFormat format = depth == MatType.CV_8U ? Enums.BandFormat.Uchar : depth == MatType.CV_16U ? Enums.BandFormat.Ushort : Enums.BandFormat.Float;
        using Image stored = Image.NewFromMemory(mat.Data, (ulong)(mat.Total() * mat.ElemSize()), mat.Cols, mat.Rows, channels, format);
        Enums.Interpretation gray = depth == MatType.CV_16U ? Enums.Interpretation.Grey16 : Enums.Interpretation.Bw;
        if (channels < 3)
            return stored.Copy(interpretation: gray);
        using Image red = stored[2], green = stored[1], blue = stored[0], rgb = red.Bandjoin(green, blue);
        Enums.Interpretation color = depth == MatType.CV_16U ? Enums.Interpretation.Rgb16 : Enums.Interpretation.Srgb;
        if (channels == 3)
            return rgb.Copy(interpretation: color);
        using Image alpha = stored[3], rgba = rgb.Bandjoin(alpha);
        return rgba.Copy(interpretation: color);
    }
}
