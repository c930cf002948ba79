namespace OpenCvSharp;

public static unsafe partial class Cv2
{
    public static Scalar Sum(InputArray src)
    {
        NativeMethods.Check(NativeMethods.core_sum(Arg.In(src), out var result));
        return result;
    }

    public static Scalar Trace(InputArray mtx)
    {
        NativeMethods.Check(NativeMethods.core_trace(Arg.In(mtx), out var result));
        return result;
    }

    public static int CountNonZero(InputArray mtx)
    {
        NativeMethods.Check(NativeMethods.core_countNonZero(Arg.In(mtx), out var result));
        return result;
    }

    public static bool HasNonZero(InputArray src)
    {
        NativeMethods.Check(NativeMethods.core_hasNonZero(Arg.In(src), out var result));
        return result;
    }

    public static void FindNonZero(InputArray src, OutputArray idx) => NativeMethods.Check(NativeMethods.core_findNonZero(Arg.In(src), Arg.Out(idx)));

    public static Scalar Mean(InputArray src, InputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.core_mean(Arg.In(src), Arg.Optional(mask), out var result));
        return result;
    }

    public static void MeanStdDev(InputArray src, OutputArray mean, OutputArray stddev, InputArray? mask = null) =>
        NativeMethods.Check(NativeMethods.core_meanStdDev(Arg.In(src), Arg.Out(mean), Arg.Out(stddev), Arg.Optional(mask)));

    public static void MeanStdDev(InputArray src, out Scalar mean, out Scalar stddev, InputArray? mask = null) =>
        NativeMethods.Check(NativeMethods.core_meanStdDev_scalar(Arg.In(src), out mean, out stddev, Arg.Optional(mask)));

    public static double Norm(InputArray src1, NormTypes normType = NormTypes.L2, InputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.core_norm1(Arg.In(src1), (int)normType, Arg.Optional(mask), out var result));
        return result;
    }

    public static double Norm(InputArray src1, InputArray src2, NormTypes normType = NormTypes.L2, InputArray? mask = null)
    {
        NativeMethods.Check(NativeMethods.core_norm2(Arg.In(src1), Arg.In(src2), (int)normType, Arg.Optional(mask), out var result));
        return result;
    }

    public static double PSNR(InputArray src1, InputArray src2, double r = 255.0)
    {
        NativeMethods.Check(NativeMethods.core_PSNR(Arg.In(src1), Arg.In(src2), r, out var result));
        return result;
    }

    public static void Normalize(InputArray src, InputOutputArray dst, double alpha = 1, double beta = 0, NormTypes normType = NormTypes.L2, int dtype = -1, InputArray? mask = null) =>
        NativeMethods.Check(NativeMethods.core_normalize(Arg.In(src), Arg.Out(dst), alpha, beta, (int)normType, dtype, Arg.Optional(mask)));

    public static void MinMaxLoc(InputArray src, out double minVal, out double maxVal) =>
        NativeMethods.Check(NativeMethods.core_minMax(Arg.In(src), out minVal, out maxVal));

    public static void MinMaxLoc(InputArray src, out Point minLoc, out Point maxLoc) => MinMaxLoc(src, out _, out _, out minLoc, out maxLoc);

    public static void MinMaxLoc(InputArray src, out double minVal, out double maxVal, out Point minLoc, out Point maxLoc, InputArray? mask = null)
    {
        Point lo, hi;
        NativeMethods.Check(NativeMethods.core_minMaxLoc(Arg.In(src), out minVal, out maxVal, out lo, out hi, Arg.Optional(mask)));
        (minLoc, maxLoc) = (lo, hi);
    }

    public static void MinMaxIdx(InputArray src, out double minVal, out double maxVal)
    {
        var dims = stackalloc int[64];
        NativeMethods.Check(NativeMethods.core_minMaxIdx(Arg.In(src), out minVal, out maxVal, dims, dims + 32, MatHandle.None));
    }

    public static void Reduce(InputArray src, OutputArray dst, ReduceDimension dim, ReduceTypes rtype, int dtype) =>
        NativeMethods.Check(NativeMethods.core_reduce(Arg.In(src), Arg.Out(dst), (int)dim, (int)rtype, dtype));

    public static bool CheckRange(InputArray src, bool quiet = true) => CheckRange(src, quiet, out _);

    public static bool CheckRange(InputArray src, bool quiet, out Point pos, double minVal = double.MinValue, double maxVal = double.MaxValue)
    {
        NativeMethods.Check(NativeMethods.core_checkRange(Arg.In(src), quiet, out pos, minVal, maxVal, out var result));
        return result;
    }

    public static void Sort(InputArray src, OutputArray dst, SortFlags flags) => NativeMethods.Check(NativeMethods.core_sort(Arg.In(src), Arg.Out(dst), (int)flags));

    public static void SortIdx(InputArray src, OutputArray dst, SortFlags flags) => NativeMethods.Check(NativeMethods.core_sortIdx(Arg.In(src), Arg.Out(dst), (int)flags));

    public static void Randu(InputOutputArray dst, Scalar low, Scalar high) => NativeMethods.Check(NativeMethods.core_randu(Arg.Out(dst), low, high));

    public static void Randn(InputOutputArray dst, Scalar mean, Scalar stddev) => NativeMethods.Check(NativeMethods.core_randn(Arg.Out(dst), mean, stddev));
}
