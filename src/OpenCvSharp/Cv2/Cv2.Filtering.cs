namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    private static readonly Point Centre = new(-1, -1);

    // The value that tells erode and dilate to leave the border out.
    private static Scalar MorphologyBorder => Scalar.All(double.MaxValue);

    public static void GaussianBlur(InputArray src, OutputArray dst, Size ksize, double sigmaX, double sigmaY = 0, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_GaussianBlur(Arg.In(src), Arg.Out(dst), ksize, sigmaX, sigmaY, (int)borderType));

    public static void Blur(InputArray src, OutputArray dst, Size ksize, Point? anchor = null, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_blur(Arg.In(src), Arg.Out(dst), ksize, anchor ?? Centre, (int)borderType));

    public static void BoxFilter(InputArray src, OutputArray dst, MatType ddepth, Size ksize, Point? anchor = null, bool normalize = true, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_boxFilter(Arg.In(src), Arg.Out(dst), ddepth, ksize, anchor ?? Centre, normalize, (int)borderType));

    public static void SqrBoxFilter(InputArray src, OutputArray dst, int ddepth, Size ksize, Point? anchor = null, bool normalize = true, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_sqrBoxFilter(Arg.In(src), Arg.Out(dst), ddepth, ksize, anchor ?? Centre, normalize, (int)borderType));

    public static void MedianBlur(InputArray src, OutputArray dst, int ksize) => NativeMethods.Check(NativeMethods.imgproc_medianBlur(Arg.In(src), Arg.Out(dst), ksize));

    public static void BilateralFilter(InputArray src, OutputArray dst, int d, double sigmaColor, double sigmaSpace, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_bilateralFilter(Arg.In(src), Arg.Out(dst), d, sigmaColor, sigmaSpace, (int)borderType));

    public static void Filter2D(InputArray src, OutputArray dst, MatType ddepth, InputArray kernel, Point? anchor = null, double delta = 0, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_filter2D(Arg.In(src), Arg.Out(dst), ddepth, Arg.In(kernel), anchor ?? Centre, delta, (int)borderType));

    public static void SepFilter2D(InputArray src, OutputArray dst, MatType ddepth, InputArray kernelX, InputArray kernelY, Point? anchor = null, double delta = 0, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_sepFilter2D(Arg.In(src), Arg.Out(dst), ddepth, Arg.In(kernelX), Arg.In(kernelY), anchor ?? Centre, delta, (int)borderType));

    public static Mat? GetGaussianKernel(int ksize, double sigma, MatType? ktype = null)
    {
        NativeMethods.Check(NativeMethods.imgproc_getGaussianKernel(ksize, sigma, ktype ?? MatType.CV_64F, out var handle));
        return new Mat(handle);
    }

    public static void GetDerivKernels(OutputArray kx, OutputArray ky, int dx, int dy, int ksize, bool normalize = false, MatType? ktype = null) =>
        NativeMethods.Check(NativeMethods.imgproc_getDerivKernels(Arg.Out(kx), Arg.Out(ky), dx, dy, ksize, normalize, ktype ?? MatType.CV_32F));

    public static void Sobel(InputArray src, OutputArray dst, MatType ddepth, int xorder, int yorder, int ksize = 3, double scale = 1, double delta = 0, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_Sobel(Arg.In(src), Arg.Out(dst), ddepth, xorder, yorder, ksize, scale, delta, (int)borderType));

    public static void SpatialGradient(InputArray src, OutputArray dx, OutputArray dy, int ksize = 3, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_spatialGradient(Arg.In(src), Arg.Out(dx), Arg.Out(dy), ksize, (int)borderType));

    public static void Scharr(InputArray src, OutputArray dst, MatType ddepth, int xorder, int yorder, double scale = 1, double delta = 0, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_Scharr(Arg.In(src), Arg.Out(dst), ddepth, xorder, yorder, scale, delta, (int)borderType));

    public static void Laplacian(InputArray src, OutputArray dst, MatType ddepth, int ksize = 1, double scale = 1, double delta = 0, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_Laplacian(Arg.In(src), Arg.Out(dst), ddepth, ksize, scale, delta, (int)borderType));

    public static void Canny(InputArray src, OutputArray edges, double threshold1, double threshold2, int apertureSize = 3, bool L2gradient = false) =>
        NativeMethods.Check(NativeMethods.imgproc_Canny(Arg.In(src), Arg.Out(edges), threshold1, threshold2, apertureSize, L2gradient));

    public static void PyrDown(InputArray src, OutputArray dst, Size? dstSize = null, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_pyrDown(Arg.In(src), Arg.Out(dst), dstSize ?? default, (int)borderType));

    public static void PyrUp(InputArray src, OutputArray dst, Size? dstSize = null, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_pyrUp(Arg.In(src), Arg.Out(dst), dstSize ?? default, (int)borderType));

    public static void Dilate(InputArray src, OutputArray dst, InputArray? element, Point? anchor = null, int iterations = 1, BorderTypes borderType = BorderTypes.Constant, Scalar? borderValue = null) =>
        NativeMethods.Check(NativeMethods.imgproc_dilate(Arg.In(src), Arg.Out(dst), Arg.Optional(element), anchor ?? Centre, iterations, (int)borderType, borderValue ?? MorphologyBorder));

    public static void Erode(InputArray src, OutputArray dst, InputArray? element, Point? anchor = null, int iterations = 1, BorderTypes borderType = BorderTypes.Constant, Scalar? borderValue = null) =>
        NativeMethods.Check(NativeMethods.imgproc_erode(Arg.In(src), Arg.Out(dst), Arg.Optional(element), anchor ?? Centre, iterations, (int)borderType, borderValue ?? MorphologyBorder));

    public static void MorphologyEx(InputArray src, OutputArray dst, MorphTypes op, InputArray? element, Point? anchor = null, int iterations = 1, BorderTypes borderType = BorderTypes.Constant, Scalar? borderValue = null) =>
        NativeMethods.Check(NativeMethods.imgproc_morphologyEx(Arg.In(src), Arg.Out(dst), (int)op, Arg.Optional(element), anchor ?? Centre, iterations, (int)borderType, borderValue ?? MorphologyBorder));

    public static Mat GetStructuringElement(MorphShapes shape, Size ksize) => GetStructuringElement(shape, ksize, Centre);

    public static Mat GetStructuringElement(MorphShapes shape, Size ksize, Point anchor)
    {
        NativeMethods.Check(NativeMethods.imgproc_getStructuringElement((int)shape, ksize, anchor, out var handle));
        return new Mat(handle);
    }

    public static void CornerMinEigenVal(InputArray src, OutputArray dst, int blockSize, int ksize = 3, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_cornerMinEigenVal(Arg.In(src), Arg.Out(dst), blockSize, ksize, (int)borderType));

    public static void CornerHarris(InputArray src, OutputArray dst, int blockSize, int ksize, double k, BorderTypes borderType = BorderTypes.Default) =>
        NativeMethods.Check(NativeMethods.imgproc_cornerHarris(Arg.In(src), Arg.Out(dst), blockSize, ksize, k, (int)borderType));

    public static Point2f[] CornerSubPix(InputArray image, IEnumerable<Point2f> inputCorners, Size winSize, Size zeroZone, TermCriteria criteria)
    {
        var corners = inputCorners.ToArray();
        fixed (Point2f* p = corners)
            NativeMethods.Check(NativeMethods.imgproc_cornerSubPix(Arg.In(image), p, corners.Length, winSize, zeroZone, criteria));
        return corners;
    }

    public static Point2f[] GoodFeaturesToTrack(InputArray src, int maxCorners, double qualityLevel, double minDistance, InputArray mask, int blockSize, bool useHarrisDetector, double k)
    {
        NativeMethods.Check(NativeMethods.imgproc_goodFeaturesToTrack(Arg.In(src), out var corners, out var count, maxCorners, qualityLevel, minDistance, Arg.Optional(mask), blockSize, useHarrisDetector, k));
        return NativeMethods.Take(corners, count);
    }

    public static LineSegmentPolar[] HoughLines(InputArray image, double rho, double theta, int threshold, double srn = 0, double stn = 0)
    {
        NativeMethods.Check(NativeMethods.imgproc_HoughLines(Arg.In(image), out var lines, out var count, rho, theta, threshold, srn, stn));
        return [.. NativeMethods.Take(lines, count).Select(v => new LineSegmentPolar(v.Item0, v.Item1))];
    }

    public static LineSegmentPoint[] HoughLinesP(InputArray image, double rho, double theta, int threshold, double minLineLength = 0, double maxLineGap = 0)
    {
        NativeMethods.Check(NativeMethods.imgproc_HoughLinesP(Arg.In(image), out var lines, out var count, rho, theta, threshold, minLineLength, maxLineGap));
        return [.. NativeMethods.Take(lines, count).Select(v => new LineSegmentPoint(new Point(v.Item0, v.Item1), new Point(v.Item2, v.Item3)))];
    }
}
