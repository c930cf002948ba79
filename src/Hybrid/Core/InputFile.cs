using System.Runtime.InteropServices;

namespace Hybrid.Core;

/// <summary>Reads whole files, and turns everything that can be wrong with one into one line.</summary>
public static partial class InputFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long LargestFile = 2_000_000_000;

    private const int CurrentFolder = -100, TypeAndMode = 1, ModeOffset = 28, TypeBits = 0xF000, Folder = 0x4000, Regular = 0x8000;

    /// <summary>The bytes of a file, at least one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Most bytes that it may have.</param>
    /// <exception cref="InputException">It is missing, a folder, a device or pipe, empty, unreadable or too large.</exception>
    public static byte[] ReadAllBytes(string path, long most = LargestFile)
    {
        RequireRegular(path);
        try
        {
            if (new FileInfo(path).Length > most)
                throw new InputException($"'{path}' is larger than {Text(most)}; make it smaller");
            byte[] bytes = File.ReadAllBytes(path);
            return bytes.Length > 0 ? bytes : throw new InputException($"'{path}' is empty; replace it with a complete file");
        }
        catch (Exception e) when (IsReason(e))
        {
            throw Unreadable(path, e);
        }
    }

    /// <summary>Refuses what is no file of a known end: reading a device need never stop, and a pipe waits for its writer.</summary>
    /// <param name="path">What is going to be read; links are followed.</param>
    /// <exception cref="InputException">It is missing, a folder, a device, a pipe or a socket, or cannot be looked at.</exception>
    public static void RequireRegular(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new InputException("a file name is empty; name a file");
        try
        {
            if (Directory.Exists(path))
                throw new InputException($"'{path}' is a folder; name a file in it");
            if (!new FileInfo(path).Exists)
                throw new InputException($"'{path}' does not exist; check the path");
            if (OperatingSystem.IsLinux() && Type(path) is not (Regular or Folder or 0))
                throw new InputException($"'{path}' is a device or a pipe; name a file");
        }
        catch (Exception e) when (IsReason(e))
        {
            throw Unreadable(path, e);
        }
    }

    private static bool IsReason(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static InputException Unreadable(string path, Exception e)
    {
        string why = e is UnauthorizedAccessException ? "permission denied" : e.Message.ReplaceLineEndings(" ").TrimEnd('.');
        return new InputException($"cannot read '{path}': {why}; check the path and its permissions", e);
    }

    private static string Text(long bytes) => bytes >= 1_000_000_000 ? $"{bytes / 1_000_000_000} GB" : bytes >= 1_000_000 ? $"{bytes / 1_000_000} MB" : $"{bytes / 1000} kB";

    // .NET tells a pipe from a file only once it is open, and opening waits. The layout of statx is one for all processors.
    private static int Type(string path)
    {
        Span<byte> status = stackalloc byte[256];
        status.Clear();
        return Status(CurrentFolder, path, 0, TypeAndMode, status) == 0 ? MemoryMarshal.Read<ushort>(status[ModeOffset..]) & TypeBits : 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Status(int folder, string path, int flags, uint mask, Span<byte> status);
}
