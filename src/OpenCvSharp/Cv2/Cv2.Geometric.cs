namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static void Resize(InputArray src, OutputArray dst, Size dsize, double fx = 0, double fy = 0, InterpolationFlags interpolation = InterpolationFlags.Linear) =>
        NativeMethods.Check(NativeMethods.imgproc_resize(Arg.In(src), Arg.Out(dst), dsize, fx, fy, (int)interpolation));

    public static void WarpAffine(InputArray src, OutputArray dst, InputArray m, Size dsize, InterpolationFlags flags = InterpolationFlags.Linear, BorderTypes borderMode = BorderTypes.Constant, Scalar? borderValue = null) =>
        NativeMethods.Check(NativeMethods.imgproc_warpAffine(Arg.In(src), Arg.Out(dst), Arg.In(m), dsize, (int)flags, (int)borderMode, borderValue ?? default));

    public static void WarpPerspective(InputArray src, OutputArray dst, InputArray m, Size dsize, InterpolationFlags flags = InterpolationFlags.Linear, BorderTypes borderMode = BorderTypes.Constant, Scalar? borderValue = null) =>
        NativeMethods.Check(NativeMethods.imgproc_warpPerspective(Arg.In(src), Arg.Out(dst), Arg.In(m), dsize, (int)flags, (int)borderMode, borderValue ?? default));

    public static void Remap(InputArray src, OutputArray dst, InputArray map1, InputArray map2, InterpolationFlags interpolation = InterpolationFlags.Linear, BorderTypes borderMode = BorderTypes.Constant, Scalar? borderValue = null) =>
        NativeMethods.Check(NativeMethods.imgproc_remap(Arg.In(src), Arg.Out(dst), Arg.In(map1), Arg.Optional(map2), (int)interpolation, (int)borderMode, borderValue ?? default));

    public static void ConvertMaps(InputArray map1, InputArray map2, OutputArray dstmap1, OutputArray dstmap2, MatType dstmap1Type, bool nnInterpolation = false) =>
        NativeMethods.Check(NativeMethods.imgproc_convertMaps(Arg.In(map1), Arg.Optional(map2), Arg.Out(dstmap1), Arg.Out(dstmap2), dstmap1Type, nnInterpolation));

    public static Mat GetRotationMatrix2D(Point2f center, double angle, double scale)
    {
        NativeMethods.Check(NativeMethods.imgproc_getRotationMatrix2D(center, angle, scale, out var handle));
        return new Mat(handle);
    }

    public static Mat GetPerspectiveTransform(IEnumerable<Point2f> src, IEnumerable<Point2f> dst)
    {
        var (from, to) = (Corners(src, 4), Corners(dst, 4));
        fixed (Point2f* s = from, d = to)
        {
            NativeMethods.Check(NativeMethods.imgproc_getPerspectiveTransform(s, d, (int)DecompTypes.LU, out var handle));
            return new Mat(handle);
        }
    }

    public static Mat GetPerspectiveTransform(InputArray src, InputArray dst)
    {
        NativeMethods.Check(NativeMethods.imgproc_getPerspectiveTransform_mat(Arg.In(src), Arg.In(dst), (int)DecompTypes.LU, out var handle));
        return new Mat(handle);
    }

    public static Mat GetAffineTransform(IEnumerable<Point2f> src, IEnumerable<Point2f> dst)
    {
        var (from, to) = (Corners(src, 3), Corners(dst, 3));
        fixed (Point2f* s = from, d = to)
        {
            NativeMethods.Check(NativeMethods.imgproc_getAffineTransform(s, d, out var handle));
            return new Mat(handle);
        }
    }

    public static Mat GetAffineTransform(InputArray src, InputArray dst)
    {
        NativeMethods.Check(NativeMethods.imgproc_getAffineTransform_mat(Arg.In(src), Arg.In(dst), out var handle));
        return new Mat(handle);
    }

    public static void InvertAffineTransform(InputArray m, OutputArray im) => NativeMethods.Check(NativeMethods.imgproc_invertAffineTransform(Arg.In(m), Arg.Out(im)));

    public static void GetRectSubPix(InputArray image, Size patchSize, Point2f center, OutputArray patch, int patchType = -1) =>
        NativeMethods.Check(NativeMethods.imgproc_getRectSubPix(Arg.In(image), patchSize, center, Arg.Out(patch), patchType));

    public static void WarpPolar(InputArray src, OutputArray dst, Size dsize, Point2f center, double maxRadius, InterpolationFlags interpolationFlags, WarpPolarMode warpPolarMode) =>
        NativeMethods.Check(NativeMethods.imgproc_warpPolar(Arg.In(src), Arg.Out(dst), dsize, center, maxRadius, (int)interpolationFlags | (int)warpPolarMode));

    private static Point2f[] Corners(IEnumerable<Point2f> points, int count)
    {
        var array = Arg.Array(points);
        return array.Length >= count ? array : throw new ArgumentException($"{count} points are needed", nameof(points));
    }
}
