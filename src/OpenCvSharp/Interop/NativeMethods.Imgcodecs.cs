using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int imgcodecs_decode(byte* data, long size, int flags, out MatHandle result);

    [LibraryImport(Shim)]
    internal static partial int imgcodecs_isImage(byte* data, int size, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int imgcodecs_haveWriter(string extension, [MarshalAs(UnmanagedType.U1)] out bool result);

    [LibraryImport(Shim, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int imgcodecs_encode(string extension, MatHandle image, int* settings, int nsettings, out byte* data, out int count);
}
