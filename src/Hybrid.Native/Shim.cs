using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Hybrid.Native;

/// <summary>The shim's functions that take raw buffers. Each returns 0, or -1 with the reason in cv_last_error.</summary>
internal static unsafe partial class Shim
{
    private const string Library = "hybrid_cv";

    static Shim() => NativeLibrary.SetDllImportResolver(typeof(Shim).Assembly, Resolve);

    public static IntPtr Load()
    {
        foreach (var folder in new[] { Path.GetDirectoryName(typeof(Shim).Assembly.Location), AppContext.BaseDirectory })
        {
            if (!string.IsNullOrEmpty(folder) && NativeLibrary.TryLoad(Path.Combine(folder, "libhybrid_cv.so"), out var handle))
                return handle;
        }
        return NativeLibrary.TryLoad(Library, typeof(Shim).Assembly, null, out var found) ? found : IntPtr.Zero;
    }

    public static void Check(int status)
    {
        if (status == 0)
            return;
        _ = cv_last_error(out _, out var message, out _, out _, out _);
        throw new NativeException(Marshal.PtrToStringUTF8((IntPtr)message) ?? "native error");
    }

    public static T[] Take<T>(T* data, int count)
        where T : unmanaged
    {
        var result = new ReadOnlySpan<T>(data, count).ToArray();
        _ = cv_free(data);
        return result;
    }

    public static string TakeText(byte* text)
    {
        var result = Marshal.PtrToStringUTF8((IntPtr)text) ?? "";
        _ = cv_free(text);
        return result;
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Library ? Load() : IntPtr.Zero;

    [LibraryImport(Library)]
    internal static partial int cv_initialize();

    [LibraryImport(Library)]
    private static partial int cv_last_error(out int code, out byte* message, out byte* function, out byte* file, out int line);

    [LibraryImport(Library)]
    private static partial int cv_free(void* p);

    [LibraryImport(Library)]
    internal static partial int cv_last_decode_failure(out byte* text);

    [LibraryImport(Library)]
    internal static partial int cv_probe(byte* data, long size, out ImageProbe.Header info, out byte* icc, out int nicc, out byte* exif, out int nexif, out byte* failure);

    [LibraryImport(Library)]
    internal static partial int core_getVersionString(out byte* text);

    [LibraryImport(Library)]
    internal static partial int core_getBuildInformation(out byte* text);

    [LibraryImport(Library)]
    internal static partial int core_setNumThreads(int n);

    [LibraryImport(Library)]
    internal static partial int core_getNumThreads(out int n);

    [LibraryImport(Library)]
    internal static partial int video_DIS_create(int preset, out DisHandle result);

    [LibraryImport(Library)]
    internal static partial int video_DIS_delete(IntPtr d);

    [LibraryImport(Library)]
    internal static partial int video_DIS_get(DisHandle d, out DisFlow.Settings s);

    [LibraryImport(Library)]
    internal static partial int video_DIS_set(DisHandle d, in DisFlow.Settings s);

    [LibraryImport(Library)]
    internal static partial int video_DIS_calc(DisHandle d, int rows, int cols, void* a, long stepA, void* b, long stepB, void* flow, long stepFlow, [MarshalAs(UnmanagedType.U1)] bool useInitial);
}
