using System.Runtime.InteropServices;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Keeps ONNX Runtime from sending usage data, which its native library does unless told otherwise.</summary>
internal static partial class Telemetry
{
    /// <summary>Switches it off for this process; must come before the library is loaded.</summary>
    public static void Disable()
    {
        // Environment.SetEnvironmentVariable changes .NET's own copy only, which native code does not see.
        if (OperatingSystem.IsLinux())
            _ = SetEnvironment("ORT_DISABLE_TELEMETRY", "1", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
