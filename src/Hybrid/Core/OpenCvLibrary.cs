using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>How OpenCV's native half is loaded. Nothing is loaded before the first call into it.</summary>
internal static partial class OpenCvLibrary
{
    /// <summary>The largest image in pixels that OpenCV's own codecs decode; above it they refuse a file by its header.</summary>
    internal const long MostPixels = 100_000_000;

    // OpenCvSharp imports everything from one library.
    private static nint _library;

#pragma warning disable CA2255 // Both must happen before anybody's first call into OpenCV, whichever class makes it.
    [ModuleInitializer]
    internal static void Configure()
#pragma warning restore CA2255
    {
        // IPP picks its kernels by processor, so that results would differ between machines, and saves no time here
        // (SIFT takes longer with it). OpenCV reads the variable while it is loaded, from the C library's copy.
        Set("OPENCV_IPP", "disabled");
        Set("OPENCV_IO_MAX_IMAGE_PIXELS", MostPixels.ToString(CultureInfo.InvariantCulture));
        // What it warns of on the terminal comes as an error, too.
        Set("OPENCV_LOG_LEVEL", "SILENT");
        NativeLibrary.SetDllImportResolver(typeof(Cv2).Assembly, Resolve);
    }

    // A value that is set already is obeyed.
    private static void Set(string name, string value)
    {
        if (!OperatingSystem.IsWindows())
            _ = SetEnvironmentVariable(name, value, 0);
        else if (Environment.GetEnvironmentVariable(name) is null)
            Environment.SetEnvironmentVariable(name, value);
    }

    // The runtime asks anew for each of the functions, and each search tries half a dozen files that are not there.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (_library != 0)
            return _library;
        try
        {
            return _library = NativeLibrary.Load(name, assembly, path);
        }
        catch (DllNotFoundException e)
        {
            throw new NativeLibraryException(NativeLibraryException.Explain(e.Message), e);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
