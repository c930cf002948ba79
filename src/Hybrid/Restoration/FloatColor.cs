using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// Images of any depth and range as three floats a pixel in 0..1, and back. What is no part of the picture keeps its value: pixels
/// without data, and those beyond the range of all others, as hot ones are.
/// </summary>
internal static class FloatColor
{
    // Resampling and noise exceed a range by little; a speck by far.
    private const double Beyond = 1.25;

    /// <summary>Runs a restoration of CV_32FC3 images on an image of any supported format.</summary>
    /// <param name="image">1, 3 or 4 channels; 8-bit, 16-bit or float.</param>
    /// <param name="restore">CV_32FC3 of 0..1 to CV_32FC3 of the same size, owned by the caller.</param>
    /// <returns>Of the format of <paramref name="image"/>; owned by the caller.</returns>
    public static Mat Apply(Mat image, Func<Mat, Mat> restore)
    {
        int channels = image.Channels();
        if (channels is not (1 or 3 or 4))
            throw new NotSupportedException($"An image of {channels} channels cannot be deblurred.");
        IntensityRange range = Range(image);
        double scale = range.High - range.Low;
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
        color.ConvertTo(color, MatType.CV_32F, 1 / scale, -range.Low / scale);
        using Mat? kept = image.Depth() == MatType.CV_8U ? null : Kept(image, color);
        if (kept is not null)
            Fill(color, kept);
        using Mat restored = restore(color);
        Mat result = Back(restored, image, range);
        if (kept is not null)
            image.CopyTo(result, kept);
        return result;
    }

    /// <summary>CV_8UC1, set where a pixel is no part of the picture; null where all are.</summary>
    private static Mat? Kept(Mat image, Mat color)
    {
        var kept = new Mat(image.Rows, image.Cols, MatType.CV_8UC1, Scalar.All(0));
        using (Mat? valid = NoData.ValidMask(image))
        {
            if (valid is not null)
                Cv2.BitwiseNot(valid, kept);
        }
        foreach (Mat plane in Cv2.Split(color))
        {
            using (plane)
            using (var beyond = new Mat())
            {
                Cv2.Compare(plane, Beyond, beyond, CmpTypes.GT);
                Cv2.BitwiseOr(kept, beyond, kept);
            }
        }
        if (Cv2.CountNonZero(kept) > 0)
            return kept;
        kept.Dispose();
        return null;
    }

    // By what lies around, so that no edge of theirs rings.
    private static void Fill(Mat color, Mat kept)
    {
        using var valid = new Mat();
        Cv2.BitwiseNot(kept, valid);
        Mat[] planes = Cv2.Split(color);
        foreach (Mat plane in planes)
        {
            using var eight = new Mat();
            plane.ConvertTo(eight, MatType.CV_8U, byte.MaxValue);
            NoData.Fill(eight, valid);
            using var filled = new Mat();
            eight.ConvertTo(filled, MatType.CV_32F, 1.0 / byte.MaxValue);
            filled.CopyTo(plane, kept);
        }
        Cv2.Merge(planes, color);
        foreach (Mat plane in planes)
            plane.Dispose();
    }

    private static Mat Back(Mat restored, Mat like, IntensityRange range)
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
        channels.ConvertTo(result, like.Depth(), range.High - range.Low, range.Low);
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

    // Eight bits are what they are: to brighten a dark picture is not to deblur it. Alpha says nothing of a picture's range.
    private static IntensityRange Range(Mat image)
    {
        if (image.Depth() == MatType.CV_8U)
            return IntensityRange.Byte;
        if (image.Channels() < 4)
            return IntensityRange.Of(image);
        using var color = new Mat();
        Cv2.CvtColor(image, color, ColorConversionCodes.BGRA2BGR);
        return IntensityRange.Of(color);
    }
}
