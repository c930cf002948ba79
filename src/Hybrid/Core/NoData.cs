using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>
/// Pixels that hold no measurement: NaN and infinite floats, the values by which rasters mark them, and what is transparent.
/// They are no evidence of anything, so that features, patches and disparities leave them alone.
/// </summary>
public static class NoData
{
    // What GDAL, ESRI and SAGA write by default. Magnitudes of 1e30 stand for the largest float and its kin.
    private const float Mark = -9999, ShortMark = -32768, Largest = 1e30f;

    /// <summary>Whether a float is a measurement.</summary>
    public static bool IsData(float value) => Math.Abs(value) < Largest && value is not (Mark or ShortMark);

    /// <summary>Where an image holds data in every channel.</summary>
    /// <param name="image">Any depth and number of channels; only 32-bit floats can lack data.</param>
    /// <returns>CV_8UC1, 255 for data and 0 for none, owned by the caller; null where every pixel holds data.</returns>
    public static unsafe Mat? ValidMask(Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Depth() != MatType.CV_32F)
            return null;
        int channels = image.Channels(), columns = image.Cols;
        var mask = new Mat(image.Rows, columns, MatType.CV_8UC1, Scalar.All(byte.MaxValue));
        bool all = true;
        for (int y = 0, rows = image.Rows; y < rows; y++)
        {
            var row = new ReadOnlySpan<float>((void*)image.Ptr(y), columns * channels);
            var valid = new Span<byte>((void*)mask.Ptr(y), columns);
            for (int i = 0; i < row.Length; i++)
            {
                if (IsData(row[i]))
                    continue;
                valid[i / channels] = 0;
                all = false;
            }
        }
        if (!all)
            return mask;
        mask.Dispose();
        return null;
    }

    /// <summary>
    /// Gives the pixels without data the mean of those around them, coarser the further they lie from any (the push and pull
    /// of Gortler et al., The lumigraph, SIGGRAPH 1996), so that the border of the data is no edge.
    /// </summary>
    /// <param name="gray">CV_8UC1; changed in place.</param>
    /// <param name="valid">CV_8UC1 of the same size, 0 where there is no data.</param>
    public static void Fill(Mat gray, Mat valid)
    {
        ArgumentNullException.ThrowIfNull(gray);
        ArgumentNullException.ThrowIfNull(valid);
        using Mat weight = new(), sum = new(), filled = new(), missing = new();
        valid.ConvertTo(weight, MatType.CV_32F, 1.0 / byte.MaxValue);
        gray.ConvertTo(sum, MatType.CV_32F);
        Cv2.Multiply(sum, weight, sum);
        using Mat mean = Pull(sum, weight);
        mean.ConvertTo(filled, MatType.CV_8U);
        Cv2.Compare(valid, 0, missing, CmpTypes.EQ);
        filled.CopyTo(gray, missing);
    }

    /// <summary>Weighted means, those of the next coarser level where there is no weight.</summary>
    private static Mat Pull(Mat sum, Mat weight)
    {
        var mean = new Mat();
        using Mat some = new(), safe = new();
        Cv2.Max(weight, 1e-6, safe);
        Cv2.Divide(sum, safe, mean);
        if (Math.Max(sum.Width, sum.Height) == 1)
            return mean;
        var half = new Size((sum.Width + 1) / 2, (sum.Height + 1) / 2);
        using Mat smallSum = new(), smallWeight = new(), around = new();
        Cv2.Resize(sum, smallSum, half, 0, 0, InterpolationFlags.Area);
        Cv2.Resize(weight, smallWeight, half, 0, 0, InterpolationFlags.Area);
        using Mat coarse = Pull(smallSum, smallWeight);
        Cv2.Resize(coarse, around, sum.Size(), 0, 0, InterpolationFlags.Linear);
        Cv2.Compare(weight, 1e-3, some, CmpTypes.LT);
        around.CopyTo(mean, some);
        return mean;
    }
}
