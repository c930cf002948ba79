using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// What a wrong kernel does to an image: its ringing multiplies the differences of neighbours and drives values beyond
/// black and white, where no scene has them. The right one gives back what was there.
/// </summary>
/// <param name="Growth">Energy of the differences of neighbouring grey values after, over that before.</param>
/// <param name="Clipped">Share of the values that are black or white, after.</param>
/// <param name="Before">The same, before.</param>
internal readonly record struct Overshoot(double Growth, double Clipped, double Before)
{
    // One step of 8 bits from either end.
    private const float Black = 1.5f / 255, White = 253.5f / 255;

    /// <summary>Compares a restored image with what it was restored from.</summary>
    /// <param name="image">CV_32FC1 or CV_32FC3 in 0..1.</param>
    /// <param name="restored">Same size and type; may exceed 0..1, and is clipped for the comparison.</param>
    public static Overshoot Of(Mat image, Mat restored)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(restored);
        (double energy, double clipped) = Measure(restored);
        (double energyBefore, double clippedBefore) = Measure(image);
        return new Overshoot(energyBefore > 0 ? energy / energyBefore : 1, clipped, clippedBefore);
    }

    private static (double Energy, double Clipped) Measure(Mat image)
    {
        using var within = new Mat();
        Cv2.Min(image, Scalar.All(1), within);
        Cv2.Max(within, Scalar.All(0), within);
        long clipped = 0;
        for (int y = 0, rows = within.Rows; y < rows; y++)
        {
            foreach (float value in MatRows.Row<float>(within, y))
                clipped += value is <= Black or >= White ? 1 : 0;
        }
        // Grey, whose noise is least: what grows is to be the image, not the noise.
        using var gray = new Mat();
        if (within.Channels() == 1)
            within.CopyTo(gray);
        else
            Cv2.CvtColor(within, gray, ColorConversionCodes.BGR2GRAY);
        return (Energy(gray, 1, 0) + Energy(gray, 0, 1), clipped / ((double)within.Total() * within.Channels()));
    }

    /// <summary>Sum of the squared differences of pixels a step apart.</summary>
    private static double Energy(Mat gray, int dx, int dy)
    {
        using Mat from = gray[new Rect(0, 0, gray.Width - dx, gray.Height - dy)], to = gray[new Rect(dx, dy, gray.Width - dx, gray.Height - dy)];
        double norm = Cv2.Norm(from, to, NormTypes.L2);
        return norm * norm;
    }
}
