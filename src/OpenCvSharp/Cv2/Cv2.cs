namespace OpenCvSharp;

/// <summary>OpenCV's free functions.</summary>
public static unsafe partial class Cv2
{
    public const double PI = Math.PI;
    public const double LOG2 = 0.69314718055994529;
    public const int FILLED = -1;

    public static void SetNumThreads(int nthreads) => NativeMethods.Check(NativeMethods.core_setNumThreads(nthreads));

    public static int GetNumThreads()
    {
        NativeMethods.Check(NativeMethods.core_getNumThreads(out var n));
        return n;
    }

    public static int GetNumberOfCpus()
    {
        NativeMethods.Check(NativeMethods.core_getNumberOfCPUs(out var n));
        return n;
    }

    public static void SetUseOptimized(bool onoff) => NativeMethods.Check(NativeMethods.core_setUseOptimized(onoff));

    public static bool UseOptimized()
    {
        NativeMethods.Check(NativeMethods.core_useOptimized(out var on));
        return on;
    }

    /// <summary>Sets the calling thread's generator, which FLANN, k-means and shuffling draw from.</summary>
    public static void SetTheRNG(ulong state) => NativeMethods.Check(NativeMethods.core_setTheRNG(state));

    public static string GetBuildInformation()
    {
        NativeMethods.Check(NativeMethods.core_getBuildInformation(out var text));
        return NativeMethods.TakeText(text);
    }

    public static string? GetVersionString()
    {
        NativeMethods.Check(NativeMethods.core_getVersionString(out var text));
        return NativeMethods.TakeText(text);
    }

    public static int GetVersionMajor()
    {
        NativeMethods.Check(NativeMethods.core_getVersionMajor(out var n));
        return n;
    }

    public static int GetVersionMinor()
    {
        NativeMethods.Check(NativeMethods.core_getVersionMinor(out var n));
        return n;
    }

    public static int GetVersionRevision()
    {
        NativeMethods.Check(NativeMethods.core_getVersionRevision(out var n));
        return n;
    }

    public static long GetTickCount()
    {
        NativeMethods.Check(NativeMethods.core_getTickCount(out var n));
        return n;
    }

    public static double GetTickFrequency()
    {
        NativeMethods.Check(NativeMethods.core_getTickFrequency(out var f));
        return f;
    }
}
