namespace Hybrid.Native;

/// <summary>The native shim: whether it is there, and what it was built with. Nothing is loaded before the first use.</summary>
public static unsafe class NativeBackend
{
    private static readonly Lazy<string> Missing = new(Find);

    /// <summary>True where the shim and the libraries that it needs can be loaded.</summary>
    public static bool IsAvailable => Missing.Value.Length == 0;

    /// <summary>One line that says why the shim cannot be used; empty where it can.</summary>
    public static string UnavailableReason => Missing.Value;

    /// <summary>OpenCV's version, "4.6.0".</summary>
    /// <exception cref="NativeException">The shim is not available.</exception>
    public static string OpenCvVersion
    {
        get
        {
            Require();
            Shim.Check(Shim.core_getVersionString(out var text));
            return Shim.TakeText(text);
        }
    }

    /// <summary>How OpenCV was built, on many lines.</summary>
    /// <exception cref="NativeException">The shim is not available.</exception>
    public static string OpenCvBuildInformation
    {
        get
        {
            Require();
            Shim.Check(Shim.core_getBuildInformation(out var text));
            return Shim.TakeText(text);
        }
    }

    /// <summary>Threads that OpenCV uses within one call. 0 and 1 both mean no threads of its own.</summary>
    /// <exception cref="NativeException">The shim is not available.</exception>
    public static int NumThreads
    {
        get
        {
            Require();
            Shim.Check(Shim.core_getNumThreads(out var n));
            return n;
        }
        set
        {
            Require();
            Shim.Check(Shim.core_setNumThreads(value));
        }
    }

    internal static void Require()
    {
        if (!IsAvailable)
            throw new NativeException(UnavailableReason);
    }

    private static string Find()
    {
        if (Shim.Load() == IntPtr.Zero)
        {
            return File.Exists(Path.Combine(AppContext.BaseDirectory, "libhybrid_cv.so"))
                ? "libhybrid_cv.so cannot be loaded: a library that it needs is missing"
                : "libhybrid_cv.so is not beside the program: this build uses the OpenCvSharp4 packages, which lack this function";
        }
        Shim.Check(Shim.cv_initialize());
        return "";
    }
}
