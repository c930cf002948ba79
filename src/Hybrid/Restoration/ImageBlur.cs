using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>Blurs a sharp image as a camera does, for evaluation.</summary>
public static class ImageBlur
{
    /// <summary>Blurs in linear light, adds noise and rounds.</summary>
    /// <param name="sharp">8-bit, 1 or 3 channels.</param>
    /// <param name="kernel">The blur; borders are mirrored.</param>
    /// <param name="gamma">Light is stored^gamma.</param>
    /// <param name="noise">Standard deviation of the noise of the stored values, as a share of white.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <returns>8-bit, of the same size and channels; owned by the caller.</returns>
    public static Mat Apply(Mat sharp, BlurKernel kernel, double gamma, double noise, int seed)
    {
        ArgumentNullException.ThrowIfNull(sharp);
        ArgumentNullException.ThrowIfNull(kernel);
        using var light = new Mat();
        sharp.ConvertTo(light, MatType.CV_32F, 1 / 255.0);
        LinearLight.From(light, light, gamma);
        using Mat filter = kernel.ToFilter();
        using var blurred = new Mat();
        Cv2.Filter2D(light, blurred, -1, filter, kernel.FilterAnchor(), 0, BorderTypes.Reflect101);
        LinearLight.To(blurred, blurred, gamma);
        if (noise > 0)
            AddNoise(blurred, noise, seed);
        var result = new Mat();
        blurred.ConvertTo(result, MatType.CV_8U, 255);
        return result;
    }

    private static void AddNoise(Mat image, double sigma, int seed)
    {
        var random = new Random(seed);
        for (int y = 0, rows = image.Rows; y < rows; y++)
        {
            Span<float> row = MatRows.Row<float>(image, y);
            for (int i = 0; i < row.Length; i += 2)
            {
                // Box and Muller: two uniform numbers make two normal ones.
                double radius = sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                (double sin, double cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
                row[i] += (float)(radius * cos);
                if (i + 1 < row.Length)
                    row[i + 1] += (float)(radius * sin);
            }
        }
    }
}
