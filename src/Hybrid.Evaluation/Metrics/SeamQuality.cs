using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>How a panorama looks where two images overlap, all three in one frame; no method has to say where its seams are.</summary>
internal static class SeamQuality
{
    private const int Window = 11;

    /// <summary>The ghost score, and the difference of the images' gradients along the seam; 0 where no seam crosses.</summary>
    /// <param name="a">One image, CV_8UC3.</param>
    /// <param name="b">The other.</param>
    /// <param name="panorama">The panorama.</param>
    /// <param name="mask">Where all three are seen.</param>
    public static unsafe (double Ghost, double Seam) Measure(Mat a, Mat b, Mat panorama, bool[] mask)
    {
        using Mat ga = Gray(a), gb = Gray(b), gp = Gray(panorama), toA = Similarity(gp, ga), toB = Similarity(gp, gb), dx = Difference(ga, gb, 1, 0), dy = Difference(ga, gb, 0, 1);
        int width = a.Width, height = a.Height;
        double ghost = 0, seam = 0;
        long judged = 0, crossings = 0;
        for (int y = 1; y < height - 1; y++)
        {
            float* sa = (float*)toA.Ptr(y), sb = (float*)toB.Ptr(y), na = (float*)toA.Ptr(y + 1), nb = (float*)toB.Ptr(y + 1), ex = (float*)dx.Ptr(y), ey = (float*)dy.Ptr(y);
            for (int x = 1; x < width - 1; x++)
            {
                int i = y * width + x;
                if (!mask[i])
                    continue;
                ghost += 1 - Math.Clamp(Math.Max(sa[x], sb[x]), -1, 1);
                judged++;
                bool own = sa[x] >= sb[x];
                // Where it looks like both there is no seam to see.
                bool tells = Math.Abs(sa[x] - sb[x]) > 0.05f;
                if (tells && ((mask[i + 1] && own != sa[x + 1] >= sb[x + 1]) || (mask[i + width] && own != na[x] >= nb[x])))
                {
                    seam += Math.Sqrt(ex[x] * ex[x] + ey[x] * ey[x]);
                    crossings++;
                }
            }
        }
        return (judged == 0 ? double.NaN : ghost / judged, crossings == 0 ? 0 : seam / crossings);
    }

    private static Mat Gray(Mat color)
    {
        using var gray = new Mat();
        Cv2.CvtColor(color, gray, ColorConversionCodes.BGR2GRAY);
        var floats = new Mat();
        gray.ConvertTo(floats, MatType.CV_32F);
        return floats;
    }

    /// <summary>Contrast and structure of SSIM, without its comparison of brightness, which exposure compensation changes on purpose.</summary>
    private static Mat Similarity(Mat a, Mat b)
    {
        using Mat ma = Mean(a), mb = Mean(b), vaa = Covariance(a, a, ma, ma), vbb = Covariance(b, b, mb, mb), vab = Covariance(a, b, ma, mb), denominator = new();
        const double c = 0.03 * 255 * (0.03 * 255);
        Cv2.Add(vaa, vbb, denominator);
        Cv2.Add(denominator, Scalar.All(c), denominator);
        var similarity = new Mat();
        vab.ConvertTo(similarity, MatType.CV_32F, 2, c);
        Cv2.Divide(similarity, denominator, similarity);
        return similarity;
    }

    private static Mat Covariance(Mat a, Mat b, Mat ma, Mat mb)
    {
        using Mat product = new(), means = new();
        Cv2.Multiply(a, b, product);
        Mat covariance = Mean(product);
        Cv2.Multiply(ma, mb, means);
        Cv2.Subtract(covariance, means, covariance);
        return covariance;
    }

    private static Mat Mean(Mat m)
    {
        var mean = new Mat();
        Cv2.GaussianBlur(m, mean, new Size(Window, Window), 1.5);
        return mean;
    }

    private static Mat Difference(Mat a, Mat b, int dx, int dy)
    {
        using Mat da = new(), db = new();
        Cv2.Sobel(a, da, MatType.CV_32F, dx, dy, 3, 0.125);
        Cv2.Sobel(b, db, MatType.CV_32F, dx, dy, 3, 0.125);
        var difference = new Mat();
        Cv2.Subtract(da, db, difference);
        return difference;
    }
}
