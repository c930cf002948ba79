using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace OpenCvSharp;

/// <summary>The C ABI of the shim. Each function returns 0, or -1 with the reason in cv_last_error.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Shim = "hybrid_cv";

    static NativeMethods()
    {
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Resolve);
        _ = cv_initialize();
    }

    /// <summary>Beside the assembly, beside the application, then wherever the system looks.</summary>
    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Shim)
            return IntPtr.Zero;
        foreach (var folder in new[] { Path.GetDirectoryName(assembly.Location), AppContext.BaseDirectory })
        {
            if (!string.IsNullOrEmpty(folder) && NativeLibrary.TryLoad(Path.Combine(folder, "libhybrid_cv.so"), out var handle))
                return handle;
        }
        return NativeLibrary.TryLoad(name, assembly, path, out var found) ? found : IntPtr.Zero;
    }

    public static void Check(int status)
    {
        if (status != 0)
            throw LastError();
    }

    private static OpenCVException LastError()
    {
        _ = cv_last_error(out var code, out var message, out var function, out var file, out var line);
        return new OpenCVException((ErrorCode)code, Text(function), Text(message), Text(file), line);
    }

    private static string Text(byte* s) => Marshal.PtrToStringUTF8((IntPtr)s) ?? "";

    /// <summary>Copies what the shim allocated for us and frees it there.</summary>
    public static T[] Take<T>(T* data, int count)
        where T : unmanaged
    {
        try
        {
            return new ReadOnlySpan<T>(data, count).ToArray();
        }
        finally
        {
            _ = cv_free(data);
        }
    }

    public static T[][] Take<T>(T* data, int* counts, int lists)
        where T : unmanaged
    {
        try
        {
            var result = new T[lists][];
            var from = data;
            for (var i = 0; i < lists; from += counts[i++])
                result[i] = new ReadOnlySpan<T>(from, counts[i]).ToArray();
            return result;
        }
        finally
        {
            _ = cv_free(data);
            _ = cv_free(counts);
        }
    }

    public static string TakeText(byte* text)
    {
        try
        {
            return Text(text);
        }
        finally
        {
            _ = cv_free(text);
        }
    }

    [LibraryImport(Shim)]
    private static partial int cv_initialize();

    [LibraryImport(Shim)]
    private static partial int cv_last_error(out int code, out byte* message, out byte* function, out byte* file, out int line);

    [LibraryImport(Shim)]
    private static partial int cv_free(void* p);
}
