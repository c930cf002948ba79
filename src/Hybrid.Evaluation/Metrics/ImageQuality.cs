using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>Likeness of two images of one size, on their three colours.</summary>
public static class ImageQuality
{
    /// <summary>The most that <see cref="Psnr"/> gives: identical images have no finite value.</summary>
    public const double MaxPsnr = 100;

    private const int Radius = 5;
    private const double C1 = 0.01 * 255 * (0.01 * 255);
    private const double C2 = 0.03 * 255 * (0.03 * 255);

    private static readonly float[] Window = GaussianWindow();

    /// <summary>Peak signal-to-noise ratio, dB, peak 255, mean square over the three colours; at most <see cref="MaxPsnr"/>.</summary>
    /// <param name="a">One image.</param>
    /// <param name="b">The other, of the same size.</param>
    /// <param name="mask">Pixels that count, row-major; null for all.</param>
    /// <returns>NaN where no pixel counts.</returns>
    public static double Psnr(Mat a, Mat b, bool[]? mask = null)
    {
        ColorPlanes pa = ColorPlanes.Of(a), pb = ColorPlanes.Of(b);
        double sum = 0;
        long count = 0;
        for (int i = 0; i < pa.Width * pa.Height; i++)
        {
            if (mask is not null && !mask[i])
                continue;
            for (int c = 0; c < 3; c++)
            {
                double d = pa.Planes[c][i] - pb.Planes[c][i];
                sum += d * d;
            }
            count += 3;
        }
        return count == 0 ? double.NaN : sum == 0 ? MaxPsnr : Math.Min(MaxPsnr, 10 * Math.Log10(255.0 * 255.0 * count / sum));
    }

    /// <summary>
    /// Structural similarity: Gaussian window 11×11 of σ 1.5, K1 0.01, K2 0.03, mean over the positions where the whole window
    /// lies in the image and over the three colours.
    /// </summary>
    /// <param name="a">One image.</param>
    /// <param name="b">The other, of the same size.</param>
    /// <param name="mask">Window centres that count; null for all.</param>
    /// <returns>NaN where none counts.</returns>
    /// <remarks>Wang et al., Image Quality Assessment: From Error Visibility to Structural Similarity, TIP 2004.</remarks>
    public static double Ssim(Mat a, Mat b, bool[]? mask = null)
    {
        ColorPlanes pa = ColorPlanes.Of(a), pb = ColorPlanes.Of(b);
        int w = pa.Width, h = pa.Height;
        double sum = 0;
        long count = 0;
        for (int c = 0; c < 3; c++)
        {
            float[] x = pa.Planes[c], y = pb.Planes[c];
            float[] mx = Blur(x, w, h), my = Blur(y, w, h);
            float[] xx = Blur(Product(x, x), w, h), yy = Blur(Product(y, y), w, h), xy = Blur(Product(x, y), w, h);
            for (int v = Radius; v < h - Radius; v++)
            {
                for (int u = Radius; u < w - Radius; u++)
                {
                    int i = v * w + u;
                    if (mask is not null && !mask[i])
                        continue;
                    double mxy = (double)mx[i] * my[i], mxx = (double)mx[i] * mx[i], myy = (double)my[i] * my[i];
                    sum += (2 * mxy + C1) * (2 * (xy[i] - mxy) + C2) / ((mxx + myy + C1) * (xx[i] - mxx + yy[i] - myy + C2));
                    count++;
                }
            }
        }
        return count == 0 ? double.NaN : sum / count;
    }

    private static float[] Product(float[] a, float[] b)
    {
        var product = new float[a.Length];
        for (int i = 0; i < a.Length; i++)
            product[i] = a[i] * b[i];
        return product;
    }

    /// <summary>Separable window; values are right where the whole window lies in the image.</summary>
    private static float[] Blur(float[] source, int w, int h)
    {
        var rows = new float[source.Length];
        for (int y = 0; y < h; y++)
        {
            for (int x = Radius; x < w - Radius; x++)
            {
                float sum = 0;
                for (int k = -Radius; k <= Radius; k++)
                    sum += Window[k + Radius] * source[y * w + x + k];
                rows[y * w + x] = sum;
            }
        }
        var result = new float[source.Length];
        for (int y = Radius; y < h - Radius; y++)
        {
            for (int k = -Radius; k <= Radius; k++)
            {
                float weight = Window[k + Radius];
                for (int x = 0; x < w; x++)
                    result[y * w + x] += weight * rows[(y + k) * w + x];
            }
        }
        return result;
    }

    private static float[] GaussianWindow()
    {
        double[] window = [.. Enumerable.Range(-Radius, 2 * Radius + 1).Select(k => Math.Exp(-k * k / (2 * 1.5 * 1.5)))];
        double sum = window.Sum();
        return Array.ConvertAll(window, v => (float)(v / sum));
    }
}
