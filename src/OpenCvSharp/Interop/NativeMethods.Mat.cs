using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int core_Mat_new(out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_new_size(int rows, int cols, int type, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_new_scalar(int rows, int cols, int type, Scalar s, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_new_dims(int ndims, int* sizes, int type, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_new_data(int rows, int cols, int type, void* data, long step, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_new_rect(MatHandle m, Rect roi, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_new_ranges(MatHandle m, Range rows, Range cols, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_new_copy(MatHandle m, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_delete(IntPtr m);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_info(MatHandle m, out MatInfo info);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_size(MatHandle m, int i, out int result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_step(MatHandle m, int i, out long result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_clone(MatHandle m, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_copyTo(MatHandle m, MatHandle dst, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_convertTo(MatHandle m, MatHandle dst, int rtype, double alpha, double beta);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_assignTo(MatHandle m, MatHandle dst, int type);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_setTo(MatHandle m, MatHandle value, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_setTo_scalar(MatHandle m, Scalar value, MatHandle mask);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_create(MatHandle m, int rows, int cols, int type);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_create_dims(MatHandle m, int ndims, int* sizes, int type);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_release(MatHandle m);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_reshape(MatHandle m, int cn, int rows, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_reshape_dims(MatHandle m, int cn, int ndims, int* sizes, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_diag(MatHandle m, int d, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_dot(MatHandle m, MatHandle other, out double result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_cross(MatHandle m, MatHandle other, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_checkVector(MatHandle m, int channels, int depth, [MarshalAs(UnmanagedType.U1)] bool continuous, out int result);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_locateROI(MatHandle m, out Size whole, out Point ofs);

    [LibraryImport(Shim)]
    internal static partial int core_Mat_adjustROI(MatHandle m, int top, int bottom, int left, int right);
}
