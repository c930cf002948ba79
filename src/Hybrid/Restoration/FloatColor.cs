using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>Images of any depth as three floats a pixel in 0..1, and back.</summary>
internal static class FloatColor
{
    /// <summary>Runs a restoration of CV_32FC3 images on an image of any supported format.</summary>
    /// <param name="image">1, 3 or 4 channels; 8-bit, 16-bit or float.</param>
    /// <param name="restore">CV_32FC3 of 0..1 to CV_32FC3 of the same size, owned by the caller.</param>
    /// <returns>Of the format of <paramref name="image"/>; owned by the caller.</returns>
    public static Mat Apply(Mat image, Func<Mat, Mat> restore)
    {
        int channels = image.Channels();
        if (channels is not (1 or 3 or 4))
            throw new NotSupportedException($"An image of {channels} channels cannot be deblurred.");
        double scale = Scale(image);
        using var color = new Mat();
        ColorConversionCodes? code = channels switch
        {
            1 => ColorConversionCodes.GRAY2BGR,
            4 => ColorConversionCodes.BGRA2BGR,
            _ => null,
        };
        if (code is { } conversion)
            Cv2.CvtColor(image, color, conversion);
        else
            image.CopyTo(color);
        color.ConvertTo(color, MatType.CV_32F, 1 / scale);
        using Mat restored = restore(color);
        return Back(restored, image, scale);
    }

    private static Mat Back(Mat restored, Mat like, double scale)
    {
        using var channels = new Mat();
        if (like.Channels() == 1)
        {
            // The plain mean, not luma: the three planes are estimates of one.
            using Mat third = Mat.FromPixelData(1, 3, MatType.CV_32FC1, new[] { 1 / 3f, 1 / 3f, 1 / 3f });
            Cv2.Transform(restored, channels, third);
        }
        else
        {
            restored.CopyTo(channels);
        }
        var result = new Mat();
        // Integers saturate at their ends; floats keep what lies beyond white.
        channels.ConvertTo(result, like.Depth(), scale);
        return like.Channels() == 4 ? WithAlphaOf(like, result) : result;
    }

    private static Mat WithAlphaOf(Mat like, Mat color)
    {
        Mat[] colors = Cv2.Split(color), all = Cv2.Split(like);
        try
        {
            var result = new Mat();
            Cv2.Merge([colors[0], colors[1], colors[2], all[3]], result);
            return result;
        }
        finally
        {
            color.Dispose();
            foreach (Mat plane in (Mat[])[.. colors, .. all])
                plane.Dispose();
        }
    }

    private static double Scale(Mat image)
    {
        int depth = image.Depth();
        if (depth == MatType.CV_8U)
            return 255;
        if (depth == MatType.CV_16U)
            return 65535;
        if (depth != MatType.CV_32F)
            throw new NotSupportedException("Images are 8-bit, 16-bit or 32-bit float.");
        using Mat flat = image.Reshape(1);
        Cv2.MinMaxLoc(flat, out _, out double high);
        return high > 1 ? high : 1;
    }
}
