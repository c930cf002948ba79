namespace Hybrid.Cli.Infrastructure;

/// <summary>
/// A folder that receives a set of files together: they are written into a hidden folder inside it and moved to
/// their names at the end, so that a run that fails leaves neither a partial file nor a folder that it made.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly string _staging;
    private readonly List<string> _created;
    private bool _committed;

    private OutputFolder(string path, string staging, List<string> created)
    {
        FullPath = path;
        _staging = staging;
        _created = created;
    }

    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; }

    /// <summary>Opens a folder for writing, making it and its parents where they are missing.</summary>
    /// <exception cref="InputException">It cannot be made or written to.</exception>
    public static OutputFolder Open(string path)
    {
        string full;
        try
        {
            full = Path.GetFullPath(path);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"'{path}' is not a folder's name; choose another output folder", e);
        }
        List<string> created = MissingAncestors(full);
        string staging = Path.Combine(full, $".hybrid-{Environment.ProcessId}-{Path.GetRandomFileName()}");
        try
        {
            Directory.CreateDirectory(staging);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            RemoveEmpty(created);
            string why = File.Exists(full) ? "it is a file" : e.Message.TrimEnd('.');
            throw new InputException($"cannot write to the output folder '{path}' ({why}); choose another with -o", e);
        }
        return new OutputFolder(full, staging, created);
    }

    /// <summary>Stages a file.</summary>
    /// <exception cref="InputException">The disk is full or gone.</exception>
    public void Stage(string name, byte[] content)
    {
        try
        {
            File.WriteAllBytes(Path.Combine(_staging, name), content);
        }
        // The last is what .NET makes of EFBIG, a file above what the file system or a quota allows.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            string why = e.Message.Split([" : ", " ("], StringSplitOptions.None)[0].TrimEnd('.', ' ');
            throw new InputException($"cannot write {name} to '{FullPath}' ({why}); free some disk space or choose another folder with -o", e);
        }
    }

    /// <summary>Moves every staged file to its name, replacing what was there, and <paramref name="last"/> after all others.</summary>
    /// <param name="last">The file whose presence says that the others are complete.</param>
    /// <param name="stale">Files of an earlier run that must go where this run did not write them.</param>
    public void Commit(string last, IEnumerable<string> stale)
    {
        foreach (string name in stale)
        {
            if (!File.Exists(Path.Combine(_staging, name)))
                File.Delete(Path.Combine(FullPath, name));
        }
        foreach (string file in Directory.GetFiles(_staging).OrderBy(f => Path.GetFileName(f) == last).ThenBy(f => f, StringComparer.Ordinal))
            File.Move(file, Path.Combine(FullPath, Path.GetFileName(file)), overwrite: true);
        _committed = true;
    }

    /// <summary>Removes what was staged and not committed.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_staging, recursive: true);
        }
        catch (IOException)
        {
            // Nothing more can be done for it, and the reason to be here is worth more than this one.
        }
        if (!_committed)
            RemoveEmpty(_created);
    }

    private static List<string> MissingAncestors(string path)
    {
        List<string> missing = [];
        for (string? p = path; p is not null && !Path.Exists(p); p = Path.GetDirectoryName(p))
            missing.Add(p);
        return missing;
    }

    private static void RemoveEmpty(List<string> folders)
    {
        foreach (string folder in folders)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                return;
            }
        }
    }
}
