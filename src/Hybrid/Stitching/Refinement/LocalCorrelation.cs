using OpenCvSharp;

namespace Hybrid.Stitching.Refinement;

/// <summary>Zero-mean normalised cross-correlation of small windows: blind to brightness and contrast.</summary>
internal static class LocalCorrelation
{
    private const int Window = 9;
    private const double LeastDeviation = 3;

    /// <summary>The correlation around every pixel, CV_32FC1; and CV_8UC1, 255 where there is texture enough to tell and both masks cover the window.</summary>
    /// <param name="a">8-bit grey.</param>
    /// <param name="b">8-bit grey, same size.</param>
    /// <param name="common">CV_8UC1: where both have pixels.</param>
    public static (Mat Correlation, Mat Valid) Map(Mat a, Mat b, Mat common)
    {
        using Mat fa = new(), fb = new();
        a.ConvertTo(fa, MatType.CV_32F);
        b.ConvertTo(fb, MatType.CV_32F);
        using Mat ma = Mean(fa), mb = Mean(fb), aa = MeanProduct(fa, fa), bb = MeanProduct(fb, fb), ab = MeanProduct(fa, fb);
        Reduce(aa, ma, ma);
        Reduce(bb, mb, mb);
        Reduce(ab, ma, mb);
        using var power = new Mat();
        Cv2.Multiply(aa, bb, power);
        Cv2.Max(power, Scalar.All(1e-3), power);
        Cv2.Sqrt(power, power);
        var correlation = new Mat();
        Cv2.Divide(ab, power, correlation);
        using Mat texture = new(), textureB = new(), covered = new();
        Cv2.Compare(aa, Scalar.All(LeastDeviation * LeastDeviation), texture, CmpTypes.GT);
        Cv2.Compare(bb, Scalar.All(LeastDeviation * LeastDeviation), textureB, CmpTypes.GT);
        Cv2.BitwiseOr(texture, textureB, texture);
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(Window, Window));
        Cv2.Erode(common, covered, kernel, borderType: BorderTypes.Constant, borderValue: Scalar.All(0));
        var valid = new Mat();
        Cv2.BitwiseAnd(texture, covered, valid);
        return (correlation, valid);
    }

    /// <summary>One minus the mean correlation over the textured windows; NaN where there are fewer than fifty.</summary>
    public static double Disagreement(Mat a, Mat b, Mat common)
    {
        (Mat correlation, Mat valid) = Map(a, b, common);
        using (correlation)
        using (valid)
            return Cv2.CountNonZero(valid) < 50 ? double.NaN : 1 - Cv2.Mean(correlation, valid).Val0;
    }

    private static Mat Mean(Mat m)
    {
        var mean = new Mat();
        Cv2.BoxFilter(m, mean, MatType.CV_32F, new Size(Window, Window));
        return mean;
    }

    private static Mat MeanProduct(Mat a, Mat b)
    {
        using var product = new Mat();
        Cv2.Multiply(a, b, product);
        return Mean(product);
    }

    private static void Reduce(Mat moment, Mat a, Mat b)
    {
        using var product = new Mat();
        Cv2.Multiply(a, b, product);
        Cv2.Subtract(moment, product, moment);
    }
}
