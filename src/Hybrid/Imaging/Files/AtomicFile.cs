using System.Text;

namespace Hybrid.Imaging;

/// <summary>
/// Writes files whole or not at all: into a temporary file beside the target, flushed to the disk, then renamed over it.
/// Devices and pipes under /dev are written to directly.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes the file at <paramref name="path"/> through <paramref name="write"/>.</summary>
    /// <param name="path">The file; its folder must exist. A symbolic link is followed.</param>
    /// <param name="write">Writes the content. An exception it throws leaves the old file, if any, as it was.</param>
    /// <exception cref="InputException">The folder is missing or unwritable, the disk is full, or the path is a folder.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = Resolve(path);
        if (target.StartsWith("/dev/", StringComparison.Ordinal))
        {
            WriteDirectly(path, target, write);
            return;
        }
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            DeleteQuietly(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw Unwritable(path, e);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void WriteAllText(string path, string text) => WriteAllBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void WriteAllBytes(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    private static string Resolve(string path)
    {
        try
        {
            string full = Path.GetFullPath(path);
            if (Directory.Exists(full))
                throw new InputException($"cannot write '{path}': it is a folder; name a file");
            string target = File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
            if (!Directory.Exists(Path.GetDirectoryName(target)))
                throw new InputException($"cannot write '{path}': its folder does not exist; create it or choose another place");
            return target;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unwritable(path, e);
        }
    }

    private static void WriteDirectly(string path, string target, Action<Stream> write)
    {
        try
        {
            using var stream = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, e);
        }
    }

    private static InputException Unwritable(string path, Exception cause) => new(
        cause is UnauthorizedAccessException
            ? $"cannot write '{path}': permission denied; choose another place"
            : $"cannot write '{path}': {FirstLine(cause.Message)}; free some space or choose another place",
        cause);

    // The system's reason without the path, which .NET appends after a colon and which the message names already.
    private static string FirstLine(string message)
    {
        string line = message.ReplaceLineEndings("\n").Split('\n')[0];
        int colon = line.IndexOf(" : ", StringComparison.Ordinal);
        return (colon > 0 ? line[..colon] : line).TrimEnd('.', ' ');
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The cause of the failure is worth more than this one.
        }
    }
}
