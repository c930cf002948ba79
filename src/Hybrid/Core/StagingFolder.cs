namespace Hybrid.Core;

/// <summary>
/// A hidden folder inside an output folder, locked for as long as its process lives. What a process that was killed has left
/// is removed by the next that writes there.
/// </summary>
internal sealed class StagingFolder : IDisposable
{
    private const string Prefix = ".hybrid-";
    private const string LockName = ".lock";
    private readonly FileStream _lock;

    private StagingFolder(string path, FileStream held) => (FullPath, _lock) = (path, held);

    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; }

    /// <summary>Makes one.</summary>
    /// <param name="parent">The output folder, absolute; made where it is missing.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static StagingFolder Create(string parent)
    {
        string path = Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(path);
        FileStream held = new(Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        RemoveAbandoned(parent);
        return new StagingFolder(path, held);
    }

    /// <summary>Removes the folder with everything in it.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        Remove(FullPath);
    }

    // A process identifier may have been given again, or be another machine's; a lock cannot.
    private static void RemoveAbandoned(string parent)
    {
        foreach (string folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            string held = Path.Combine(folder, LockName);
            try
            {
                if (File.Exists(held))
                {
                    new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
                    Remove(folder);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody works in it.
            }
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing more can be done for it, and the reason to be here is worth more than this one.
        }
    }
}
