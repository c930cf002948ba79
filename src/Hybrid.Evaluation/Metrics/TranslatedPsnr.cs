using OpenCvSharp;

namespace Hybrid.Evaluation.Metrics;

/// <summary>PSNR after the best translation, for methods that cannot know where the sharp image lay.</summary>
internal static class TranslatedPsnr
{
    private const int Reach = 3;
    private const int Border = Reach + 2;

    private static readonly (int X, int Y)[] Around = [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -1), (1, 1), (-1, 1), (1, -1)];

    /// <summary>
    /// The PSNR at the translation, of up to 3 px each way, to which descent in steps of 1, ½, ¼ and ⅛ px leads from none; both
    /// images without a border of 5 px. The translation is sought on grey.
    /// </summary>
    public static double Best(Mat image, Mat truth)
    {
        if (image.Width <= 2 * Border || image.Height <= 2 * Border)
            return ImageQuality.Psnr(image, truth);
        using Mat a = Floats(image), b = Floats(truth);
        (double x, double y) = Descend(a, b);
        double mean = Error(a, b, x, y) / ((double)(a.Width - 2 * Border) * (a.Height - 2 * Border) * a.Channels());
        return mean <= 0 ? ImageQuality.MaxPsnr : Math.Min(ImageQuality.MaxPsnr, 10 * Math.Log10(255.0 * 255.0 / mean));
    }

    private static (double X, double Y) Descend(Mat a, Mat b)
    {
        using Mat grayA = Gray(a), grayB = Gray(b);
        double x = 0, y = 0, best = Error(grayA, grayB, 0, 0);
        for (double step = 1; step >= 0.125; step /= 2)
        {
            bool moved = true;
            while (moved)
            {
                moved = false;
                (double cx, double cy) = (x, y);
                foreach ((int dx, int dy) in Around)
                {
                    double u = cx + step * dx, v = cy + step * dy;
                    if (Math.Max(Math.Abs(u), Math.Abs(v)) > Reach)
                        continue;
                    double error = Error(grayA, grayB, u, v);
                    if (error < best)
                        (best, x, y, moved) = (error, u, v, true);
                }
            }
        }
        return (x, y);
    }

    /// <summary>Sum of the squared differences of <paramref name="a"/>, looked up (x, y) further, and <paramref name="b"/>.</summary>
    private static double Error(Mat a, Mat b, double x, double y)
    {
        var inner = new Rect(Border, Border, a.Width - 2 * Border, a.Height - 2 * Border);
        using Mat centre = new(b, inner);
        using var difference = new Mat();
        if (x == Math.Round(x) && y == Math.Round(y))
        {
            using Mat view = new(a, new Rect(inner.X + (int)x, inner.Y + (int)y, inner.Width, inner.Height));
            Cv2.Subtract(view, centre, difference);
        }
        else
        {
            using var moved = new Mat();
            using Mat shift = Mat.FromArray(new double[,] { { 1, 0, inner.X + x }, { 0, 1, inner.Y + y } });
            Cv2.WarpAffine(a, moved, shift, inner.Size, InterpolationFlags.Cubic | InterpolationFlags.WarpInverseMap, BorderTypes.Replicate);
            Cv2.Subtract(moved, centre, difference);
        }
        return difference.Dot(difference);
    }

    private static Mat Floats(Mat image)
    {
        var floats = new Mat();
        int depth = image.Depth();
        image.ConvertTo(floats, MatType.CV_32F, depth == MatType.CV_16U ? 1 / 257.0 : depth == MatType.CV_32F ? 255 : 1);
        return floats;
    }

    private static Mat Gray(Mat image)
    {
        if (image.Channels() == 1)
            return image.Clone();
        var gray = new Mat();
        Cv2.CvtColor(image, gray, ColorConversionCodes.BGR2GRAY);
        return gray;
    }
}
