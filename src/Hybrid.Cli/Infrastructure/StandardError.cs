using System.Runtime.InteropServices;

namespace Hybrid.Cli.Infrastructure;

/// <summary>The error stream, which a caller may have closed (<c>2&gt;&amp;-</c>).</summary>
internal static partial class StandardError
{
    private const int Descriptor = 2, GetFlags = 3, AccessMode = 3, ReadOnly = 0;

    /// <summary>The stream; one that swallows everything where nothing can be written, as the exit code still says what there is to say.</summary>
    public static TextWriter Writer => !IsWritable() ? TextWriter.Null : Console.IsErrorRedirected ? Console.Error : new PrintableWriter(Console.Error);

    // Where the descriptor was closed, the first file that the process opens has taken its number.
    private static bool IsWritable() =>
        OperatingSystem.IsWindows() || (FileControl(Descriptor, GetFlags) is var flags && flags >= 0 && (flags & AccessMode) != ReadOnly);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(int descriptor, int command);
}
