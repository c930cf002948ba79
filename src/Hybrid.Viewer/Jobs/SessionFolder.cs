namespace Hybrid.Viewer.Jobs;

/// <summary>
/// The server's folder of uploads and results: for the own user alone, gone when the server ends. Folders of servers that
/// were killed are removed by the next one: a lock, which the system frees however a process ends, tells them.
/// </summary>
internal sealed class SessionFolder : IDisposable
{
    private const string Prefix = "hybrid-serve-", LockFile = ".lock";

    // Between making a folder and locking it a server must not lose it to another that starts.
    private static readonly TimeSpan Youth = TimeSpan.FromMinutes(1);

    private readonly FileStream _lock;

    private SessionFolder(string path, FileStream held) => (FullPath, _lock) = (path, held);

    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; }

    /// <summary>Makes the folder, after removing those that dead servers left.</summary>
    /// <param name="parent">Where to.</param>
    /// <exception cref="InputException">It cannot be made.</exception>
    public static SessionFolder Open(string parent)
    {
        try
        {
            foreach (string old in Directory.EnumerateDirectories(parent, Prefix + "*"))
                RemoveDead(new DirectoryInfo(old));
            string path = Path.Combine(parent, Prefix + Path.GetRandomFileName());
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new SessionFolder(path, Hold(Path.Combine(path, LockFile)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot make a folder for uploads in '{parent}' ({e.Message.TrimEnd('.')}); set TMPDIR to another", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _lock.Dispose();
        Remove(FullPath);
    }

    private static FileStream Hold(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static void RemoveDead(DirectoryInfo folder)
    {
        string file = Path.Combine(folder.FullName, LockFile);
        if (folder.LinkTarget is not null || !File.Exists(file) || DateTime.UtcNow - folder.CreationTimeUtc < Youth)
            return;
        try
        {
            Hold(file).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
        Remove(folder.FullName);
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another server that starts removes it at the same time, or it is another user's.
        }
    }
}
