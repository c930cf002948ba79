using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>How blurred an image looks, without a sharp one to compare with.</summary>
/// <param name="Reblur">
/// 0 sharp to 1 blurred: what part of the differences of neighbouring pixels survives another blur (Crête et al., The blur
/// effect, SPIE 2007), over the textured pixels alone; the worse of both axes. NaN where nothing is textured.
/// </param>
/// <param name="LaplacianEnergy">
/// Energy of the Laplacian over that of the gradient: falls as fine detail is lost, rises with noise. NaN on a blank image.
/// </param>
/// <param name="Textured">Share of differences above the noise; where it is next to nothing, the others mean little.</param>
public readonly record struct BlurMeasure(double Reblur, double LaplacianEnergy, double Textured)
{
    private const int LongSide = 1000;
    private const int Window = 9;

    /// <summary>Measures an image, reduced to a long side of 1000 pixels where it is larger.</summary>
    /// <param name="image">1, 3 or 4 channels; 8-bit, 16-bit or float of any range. Pixels without data do not count.</param>
    public static BlurMeasure Of(Mat image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using Mat gray = PixelFormat.ToGray8(image);
        using Mat? valid = NoData.ValidMask(image);
        if (valid is not null)
            NoData.Fill(gray, valid);
        using var small = new Mat();
        double scale = Math.Min(1, (double)LongSide / Math.Max(gray.Width, gray.Height));
        if (scale < 1)
            Cv2.Resize(gray, small, new Size(0, 0), scale, scale, InterpolationFlags.Area);
        else
            gray.CopyTo(small);
        double noise = NoiseOf(small);
        using var plain = new Mat();
        small.ConvertTo(plain, MatType.CV_32F);
        // Noise would pass for sharpness; this little blur is the same for all.
        Cv2.GaussianBlur(plain, plain, new Size(3, 3), 0);
        (double across, long pixelsAcross) = Survival(plain, noise, horizontal: true);
        (double down, long pixelsDown) = Survival(plain, noise, horizontal: false);
        double worse = double.IsNaN(across) ? down : double.IsNaN(down) ? across : Math.Max(across, down);
        return new BlurMeasure(worse, Energy(plain), (pixelsAcross + pixelsDown) / (2.0 * plain.Rows * plain.Cols));
    }

    /// <summary>Standard deviation of white noise, from the response to a mask that is blind to planes (Immerkær, CVIU 1996).</summary>
    /// <param name="gray">One channel; the answer is in its units.</param>
    internal static double NoiseOf(Mat gray)
    {
        using Mat mask = Mat.FromPixelData(3, 3, MatType.CV_32FC1, new float[] { 1, -2, 1, -2, 4, -2, 1, -2, 1 });
        using var response = new Mat();
        Cv2.Filter2D(gray, response, MatType.CV_32F, mask);
        response.GetArray(out float[] values);
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Abs(values[i]);
        Array.Sort(values);
        // The median, since edges answer too; 6 is the mask's norm and 0.6745 the median of a unit normal's magnitude.
        return values[values.Length / 2] / 6 / 0.6745;
    }

    /// <summary>Survival of the differences along one axis, and how many of them were measured.</summary>
    private static unsafe (double Survival, long Pixels) Survival(Mat image, double noise, bool horizontal)
    {
        using var again = new Mat();
        Cv2.Blur(image, again, horizontal ? new Size(Window, 1) : new Size(1, Window));
        double before = 0, lost = 0, least = 2 + 1.5 * noise;
        long pixels = 0;
        int rows = horizontal ? image.Rows : image.Rows - 1, cols = horizontal ? image.Cols - 1 : image.Cols;
        for (int y = 0; y < rows; y++)
        {
            float* a = (float*)image.Ptr(y), b = (float*)again.Ptr(y);
            float* a2 = horizontal ? a + 1 : (float*)image.Ptr(y + 1), b2 = horizontal ? b + 1 : (float*)again.Ptr(y + 1);
            for (int x = 0; x < cols; x++)
            {
                double d = Math.Abs(a2[x] - a[x]);
                if (d < least)
                    continue;
                before += d;
                lost += Math.Max(0, d - Math.Abs(b2[x] - b[x]));
                pixels++;
            }
        }
        return (before <= 0 ? double.NaN : 1 - lost / before, pixels);
    }

    private static double Energy(Mat image)
    {
        using var laplacian = new Mat();
        using var dx = new Mat();
        using var dy = new Mat();
        Cv2.Laplacian(image, laplacian, MatType.CV_32F);
        Cv2.Sobel(image, dx, MatType.CV_32F, 1, 0, 3, 0.125);
        Cv2.Sobel(image, dy, MatType.CV_32F, 0, 1, 3, 0.125);
        double gradient = dx.Dot(dx) + dy.Dot(dy);
        return gradient <= 0 ? double.NaN : laplacian.Dot(laplacian) / gradient;
    }
}
