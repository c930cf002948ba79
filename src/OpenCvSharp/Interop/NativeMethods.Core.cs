using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int core_setNumThreads(int n);

    [LibraryImport(Shim)]
    internal static partial int core_getNumThreads(out int n);

    [LibraryImport(Shim)]
    internal static partial int core_getNumberOfCPUs(out int n);

    [LibraryImport(Shim)]
    internal static partial int core_setUseOptimized([MarshalAs(UnmanagedType.U1)] bool on);

    [LibraryImport(Shim)]
    internal static partial int core_useOptimized([MarshalAs(UnmanagedType.U1)] out bool on);

    [LibraryImport(Shim)]
    internal static partial int core_setRNGSeed(int seed);

    [LibraryImport(Shim)]
    internal static partial int core_setTheRNG(ulong state);

    [LibraryImport(Shim)]
    internal static partial int core_getVersionString(out byte* text);

    [LibraryImport(Shim)]
    internal static partial int core_getVersionMajor(out int n);

    [LibraryImport(Shim)]
    internal static partial int core_getVersionMinor(out int n);

    [LibraryImport(Shim)]
    internal static partial int core_getVersionRevision(out int n);

    [LibraryImport(Shim)]
    internal static partial int core_getBuildInformation(out byte* text);

    [LibraryImport(Shim)]
    internal static partial int core_getTickCount(out long n);

    [LibraryImport(Shim)]
    internal static partial int core_getTickFrequency(out double f);

    [LibraryImport(Shim)]
    internal static partial int core_borderInterpolate(int p, int len, int borderType, out int result);

    [LibraryImport(Shim)]
    internal static partial int core_copyMakeBorder(MatHandle src, MatHandle dst, int top, int bottom, int left, int right, int type, Scalar value);

    [LibraryImport(Shim)]
    internal static partial int core_add(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask, int dtype);

    [LibraryImport(Shim)]
    internal static partial int core_subtract(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask, int dtype);

    [LibraryImport(Shim)]
    internal static partial int core_multiply(MatHandle a, MatHandle b, MatHandle dst, double scale, int dtype);

    [LibraryImport(Shim)]
    internal static partial int core_divide1(MatHandle a, MatHandle b, MatHandle dst, double scale, int dtype);

    [LibraryImport(Shim)]
    internal static partial int core_divide2(double scale, MatHandle b, MatHandle dst, int dtype);

    [LibraryImport(Shim)]
    internal static partial int core_scaleAdd(MatHandle a, double alpha, MatHandle b, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_addWeighted(MatHandle a, double alpha, MatHandle b, double beta, double gamma, MatHandle dst, int dtype);

    [LibraryImport(Shim)]
    internal static partial int core_absdiff(MatHandle a, MatHandle b, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_min(MatHandle a, MatHandle b, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_max(MatHandle a, MatHandle b, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_compare(MatHandle a, MatHandle b, MatHandle dst, int op);

    [LibraryImport(Shim)]
    internal static partial int core_inRange(MatHandle a, MatHandle lo, MatHandle hi, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_inRange_scalar(MatHandle a, Scalar lo, Scalar hi, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_bitwise_and(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_bitwise_or(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_bitwise_xor(MatHandle a, MatHandle b, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_bitwise_not(MatHandle a, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_convertScaleAbs(MatHandle a, MatHandle dst, double alpha, double beta);

    [LibraryImport(Shim)]
    internal static partial int core_LUT(MatHandle a, MatHandle lut, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_sum(MatHandle a, out Scalar result);

    [LibraryImport(Shim)]
    internal static partial int core_trace(MatHandle a, out Scalar result);

    [LibraryImport(Shim)]
    internal static partial int core_countNonZero(MatHandle a, out int result);

    [LibraryImport(Shim)]
    internal static partial int core_hasNonZero(MatHandle a, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int core_findNonZero(MatHandle a, MatHandle idx);

    [LibraryImport(Shim)]
    internal static partial int core_mean(MatHandle a, MatHandle mask, out Scalar result);

    [LibraryImport(Shim)]
    internal static partial int core_meanStdDev(MatHandle a, MatHandle mean, MatHandle stddev, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_meanStdDev_scalar(MatHandle a, out Scalar mean, out Scalar stddev, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_norm1(MatHandle a, int type, MatHandle mask, out double result);

    [LibraryImport(Shim)]
    internal static partial int core_norm2(MatHandle a, MatHandle b, int type, MatHandle mask, out double result);

    [LibraryImport(Shim)]
    internal static partial int core_PSNR(MatHandle a, MatHandle b, double R, out double result);

    [LibraryImport(Shim)]
    internal static partial int core_normalize(MatHandle a, MatHandle dst, double alpha, double beta, int type, int dtype, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_minMaxLoc(MatHandle a, out double lo, out double hi, out Point loAt, out Point hiAt, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_minMax(MatHandle a, out double lo, out double hi);

    [LibraryImport(Shim)]
    internal static partial int core_minMaxIdx(MatHandle a, out double lo, out double hi, int* loAt, int* hiAt, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_reduce(MatHandle a, MatHandle dst, int dim, int op, int dtype);

    [LibraryImport(Shim)]
    internal static partial int core_merge(IntPtr* items, int count, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_split(MatHandle a, IntPtr* items);

    [LibraryImport(Shim)]
    internal static partial int core_extractChannel(MatHandle a, MatHandle dst, int coi);

    [LibraryImport(Shim)]
    internal static partial int core_insertChannel(MatHandle a, MatHandle dst, int coi);

    [LibraryImport(Shim)]
    internal static partial int core_mixChannels(IntPtr* src, int nsrc, IntPtr* dst, int ndst, int* fromTo, int pairs);

    [LibraryImport(Shim)]
    internal static partial int core_flip(MatHandle a, MatHandle dst, int code);

    [LibraryImport(Shim)]
    internal static partial int core_rotate(MatHandle a, MatHandle dst, int code);

    [LibraryImport(Shim)]
    internal static partial int core_repeat(MatHandle a, int ny, int nx, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_hconcat(IntPtr* items, int count, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_vconcat(IntPtr* items, int count, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_transpose(MatHandle a, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_transform(MatHandle a, MatHandle dst, MatHandle m);

    [LibraryImport(Shim)]
    internal static partial int core_perspectiveTransform(MatHandle a, MatHandle dst, MatHandle m);

    [LibraryImport(Shim)]
    internal static partial int core_sqrt(MatHandle a, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_pow(MatHandle a, double p, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_exp(MatHandle a, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_log(MatHandle a, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_magnitude(MatHandle x, MatHandle y, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_phase(MatHandle x, MatHandle y, MatHandle dst, [MarshalAs(UnmanagedType.U1)] bool degrees);

    [LibraryImport(Shim)]
    internal static partial int core_cartToPolar(MatHandle x, MatHandle y, MatHandle mag, MatHandle angle, [MarshalAs(UnmanagedType.U1)] bool degrees);

    [LibraryImport(Shim)]
    internal static partial int core_polarToCart(MatHandle mag, MatHandle angle, MatHandle x, MatHandle y, [MarshalAs(UnmanagedType.U1)] bool degrees);

    [LibraryImport(Shim)]
    internal static partial int core_patchNaNs(MatHandle a, double value);

    [LibraryImport(Shim)]
    internal static partial int core_checkRange(MatHandle a, [MarshalAs(UnmanagedType.U1)] bool quiet, out Point pos, double lo, double hi, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int core_gemm(MatHandle a, MatHandle b, double alpha, MatHandle src3, double beta, MatHandle dst, int flags);

    [LibraryImport(Shim)]
    internal static partial int core_mulTransposed(MatHandle a, MatHandle dst, [MarshalAs(UnmanagedType.U1)] bool aTa, MatHandle delta, double scale, int dtype);

    [LibraryImport(Shim)]
    internal static partial int core_completeSymm(MatHandle a, [MarshalAs(UnmanagedType.U1)] bool lowerToUpper);

    [LibraryImport(Shim)]
    internal static partial int core_setIdentity(MatHandle a, Scalar s);

    [LibraryImport(Shim)]
    internal static partial int core_determinant(MatHandle a, out double result);

    [LibraryImport(Shim)]
    internal static partial int core_invert(MatHandle a, MatHandle dst, int flags, out double result);

    [LibraryImport(Shim)]
    internal static partial int core_solve(MatHandle a, MatHandle b, MatHandle dst, int flags, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int core_eigen(MatHandle a, MatHandle values, MatHandle vectors, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim)]
    internal static partial int core_SVDecomp(MatHandle a, MatHandle w, MatHandle u, MatHandle vt, int flags);

    [LibraryImport(Shim)]
    internal static partial int core_SVD_compute(MatHandle a, MatHandle w, int flags);

    [LibraryImport(Shim)]
    internal static partial int core_SVBackSubst(MatHandle w, MatHandle u, MatHandle vt, MatHandle rhs, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_SVD_solveZ(MatHandle a, MatHandle dst);

    [LibraryImport(Shim)]
    internal static partial int core_dft(MatHandle a, MatHandle dst, int flags, int nonzeroRows);

    [LibraryImport(Shim)]
    internal static partial int core_idft(MatHandle a, MatHandle dst, int flags, int nonzeroRows);

    [LibraryImport(Shim)]
    internal static partial int core_dct(MatHandle a, MatHandle dst, int flags);

    [LibraryImport(Shim)]
    internal static partial int core_mulSpectrums(MatHandle a, MatHandle b, MatHandle dst, int flags, [MarshalAs(UnmanagedType.U1)] bool conj);

    [LibraryImport(Shim)]
    internal static partial int core_getOptimalDFTSize(int n, out int result);

    [LibraryImport(Shim)]
    internal static partial int core_randu(MatHandle dst, Scalar lo, Scalar hi);

    [LibraryImport(Shim)]
    internal static partial int core_randn(MatHandle dst, Scalar mean, Scalar stddev);

    [LibraryImport(Shim)]
    internal static partial int core_sort(MatHandle a, MatHandle dst, int flags);

    [LibraryImport(Shim)]
    internal static partial int core_sortIdx(MatHandle a, MatHandle dst, int flags);
}
