using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Core;

/// <summary>How OpenCV's native half is loaded. Nothing is loaded before the first call into it.</summary>
internal static partial class OpenCvLibrary
{
    /// <summary>OpenCV's own switch for Intel's primitives; a value that is set already is obeyed.</summary>
    private const string IppVariable = "OPENCV_IPP";

#pragma warning disable CA2255 // Both must happen before anybody's first call into OpenCV, whichever class makes it.
    [ModuleInitializer]
    internal static void Configure()
#pragma warning restore CA2255
    {
        // IPP picks its kernels by processor, so that results would differ between machines, and saves no time here
        // (SIFT takes longer with it). OpenCV reads the variable while it is loaded, from the C library's copy.
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(IppVariable) is null)
            _ = SetEnvironmentVariable(IppVariable, "disabled", 0);
        NativeLibrary.SetDllImportResolver(typeof(Cv2).Assembly, Resolve);
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        try
        {
            return NativeLibrary.Load(name, assembly, path);
        }
        catch (DllNotFoundException e)
        {
            throw new NativeLibraryException(NativeLibraryException.Explain(e.Message), e);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
