using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>
/// The values that analysis shows as 0..255, one range for all images of a set. Sensors of 10, 12 or 14 bits store counts in
/// 16, thermal cameras a few hundred counts above a pedestal of thousands, and floats have any unit; divided by the range of
/// their container, such images would be all but black. Only what is looked at is brought to 8 bits by it: what is written
/// keeps its values.
/// </summary>
/// <param name="Low">The value shown as 0.</param>
/// <param name="High">The value shown as 255.</param>
public readonly record struct IntensityRange(double Low, double High)
{
    /// <summary>An image of whole numbers none of which, but for a few pixels, is above this is dark, and is brightened.</summary>
    internal const int Dark = 63;

    /// <summary>Brightening ends where the noise would have this standard deviation, in levels of 255.</summary>
    private const double MostNoise = 6;

    /// <summary>How much a range around a pedestal is widened at either end, as a share of its width.</summary>
    private const double Margin = 0.02;

    /// <summary>What floats of 0..1 may exceed, as resampling does, and still be such.</summary>
    private const double UnitOvershoot = 1.1;

    private const int BrightestGain = 17;

    /// <summary>The range of 8-bit images as they are.</summary>
    public static IntensityRange Byte { get; } = new(0, byte.MaxValue);

    /// <summary>The range of one image.</summary>
    /// <param name="image">8-bit, 16-bit or 32-bit float, any number of channels.</param>
    /// <exception cref="NotSupportedException">The depth is another one.</exception>
    public static IntensityRange Of(Mat image) => Common([IntensityStatistics.Of(image)]);

    /// <summary>The range of each of some images, the same for all of one depth.</summary>
    /// <param name="images">8-bit, 16-bit or 32-bit float, any number of channels.</param>
    /// <returns>As many ranges as images.</returns>
    /// <exception cref="NotSupportedException">The depth of one is another one.</exception>
    public static IReadOnlyList<IntensityRange> OfEach(params IReadOnlyList<Mat> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        IntensityStatistics[] all = [.. images.Select(IntensityStatistics.Of)];
        return Array.ConvertAll(all, own => Common(Array.FindAll(all, s => s.Depth == own.Depth)));
    }

    /// <summary>
    /// The range of images of one depth. Counts and positive floats that begin near zero are taken from zero to the end of the
    /// least number of bits that holds them, so that an image of 10 bits is seen exactly as its 8-bit copy is; what begins far
    /// above or below zero, from its least to its largest value.
    /// </summary>
    /// <param name="images">Statistics of images of one depth; those without data do not count.</param>
    public static IntensityRange Common(IReadOnlyCollection<IntensityStatistics> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        IntensityStatistics[] known = [.. images.Where(s => !double.IsNaN(s.Low))];
        if (known.Length == 0)
            return Byte;
        bool whole = known[0].Depth != MatType.CV_32F;
        double low = known.Min(s => s.Low), high = known.Max(s => s.High), noise = known.Max(s => s.Noise);
        double least = noise * byte.MaxValue / MostNoise;
        // Of one value nothing tells a pedestal from what is counted: black stays black, and white white.
        if (whole && low == high)
            return new IntensityRange(0, Math.Max(byte.MaxValue, Ones(high)));
        bool fromZero = high > 0 && low >= -Margin * high && (low <= high / 2 || (whole && high <= byte.MaxValue));
        if (fromZero)
            return new IntensityRange(0, whole ? EndOfCounts(high, least) : EndOfFloats(high, least));
        double width = Math.Max(Math.Max(high - low, least), 1e-6 * Math.Max(Math.Abs(low), Math.Abs(high)) + 1e-30);
        double middle = (low + high) / 2, half = width * (0.5 + Margin);
        return new IntensityRange(middle - half, middle + half);
    }

    /// <summary>The image at 8 bits, channels as they are: the range to 0..255, what lies outside to its ends.</summary>
    /// <param name="image">8-bit, 16-bit or 32-bit float. Pixels without data become 0.</param>
    /// <returns>Owned by the caller.</returns>
    public Mat ToDepth8(Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var eight = new Mat();
        if (this == Byte && image.Depth() == MatType.CV_8U)
        {
            image.CopyTo(eight);
            return eight;
        }
        double scale = byte.MaxValue / (High - Low);
        image.ConvertTo(eight, MatType.CV_8U, scale, -Low * scale);
        if (image.Depth() != MatType.CV_8U)
            RemoveSpecks(image, eight);
        return eight;
    }

    // A hot pixel is beyond the range, and at its end it would still be a corner in every image of the same camera.
    private void RemoveSpecks(Mat image, Mat eight)
    {
        using Mat flat = image.Reshape(1), beyond = new(), median = new();
        Cv2.Compare(flat, High, beyond, CmpTypes.GT);
        if (Cv2.CountNonZero(beyond) == 0)
            return;
        Cv2.MedianBlur(eight, median, 3);
        using Mat flatEight = eight.Reshape(1), flatMedian = median.Reshape(1);
        flatMedian.CopyTo(flatEight, beyond);
    }

    private static double EndOfCounts(double high, double least)
    {
        if (high > Dark)
            return Math.Max(byte.MaxValue, Ones(high));
        // A dark image: no further than the noise allows, and never beyond what 8 bits hold.
        return Math.Clamp(Math.Max(Ones(high), least), byte.MaxValue / BrightestGain, byte.MaxValue);
    }

    private static double EndOfFloats(double high, double least)
    {
        if (high > UnitOvershoot)
            return Ones(high);
        double power = Math.Min(1, Math.Pow(2, Math.Ceiling(Math.Log2(high))));
        return power >= 0.5 ? 1 : Math.Clamp(least, power, 1);
    }

    // The least of 1, 3, 7 … that is not below a value.
    private static double Ones(double value) => Math.Pow(2, Math.Ceiling(Math.Log2(value + 1))) - 1;
}
