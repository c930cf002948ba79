using System.Runtime.InteropServices;

namespace Hybrid.Cli.Infrastructure;

/// <summary>How many files this process may have open at a time.</summary>
internal static partial class OpenFiles
{
    /// <summary>What .NET, OpenCV and their libraries keep open among themselves, with room.</summary>
    public const long Enough = 256;

    private const int FilesOnLinux = 7;

    /// <summary>The limit; the largest number there is where nobody says.</summary>
    public static long Limit
    {
        get
        {
            Span<ulong> limits = stackalloc ulong[2];
            return OperatingSystem.IsLinux() && GetLimit(FilesOnLinux, limits) == 0 ? (long)Math.Min(limits[0], long.MaxValue) : long.MaxValue;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, Span<ulong> limits);
}
