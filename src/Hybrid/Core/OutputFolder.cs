using System.Collections.Concurrent;

namespace Hybrid.Core;

/// <summary>
/// A folder that receives a set of files together: they are written into a hidden folder inside it and moved to
/// their names at the end, so that a run that fails leaves neither a partial file nor a folder that it made.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    private readonly StagingFolder _staging;
    private readonly CreatedFolders _created;
    private readonly ConcurrentBag<string> _staged = [];
    private readonly HashSet<string> _protected;
    private bool _committed;

    private OutputFolder(string path, StagingFolder staging, CreatedFolders created, IEnumerable<string> inputs)
    {
        FullPath = path;
        _staging = staging;
        _created = created;
        _protected = [.. inputs.SelectMany(FileLinks.Chain)];
    }

    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; }

    /// <summary>Opens a folder for writing, making it and its parents where they are missing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="inputs">Files that are read: none of them is replaced or removed, whatever links lead to it.</param>
    /// <exception cref="InputException">It cannot be made or written to.</exception>
    public static OutputFolder Open(string path, params IEnumerable<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(inputs);
        string full;
        try
        {
            full = Path.GetFullPath(path);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"'{path}' is not a folder's name; choose another output folder", e);
        }
        CreatedFolders created = CreatedFolders.Missing(full);
        try
        {
            return new OutputFolder(full, StagingFolder.Create(full), created, inputs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            created.RemoveEmpty();
            string why = File.Exists(full) ? "it is a file" : e.Message.TrimEnd('.');
            throw new InputException($"cannot write to the output folder '{path}' ({why}); choose another with -o", e);
        }
    }

    /// <summary>Stages a file. May be called from several threads for files of different names.</summary>
    /// <param name="name">Its name, without a folder.</param>
    /// <param name="content">Its content.</param>
    /// <exception cref="InputException">It would replace an input, or the disk is full or gone.</exception>
    public void Stage(string name, byte[] content)
    {
        RequireApart(name);
        try
        {
            File.WriteAllBytes(Path.Combine(_staging.FullPath, name), content);
            _staged.Add(name);
        }
        // The last is what .NET makes of EFBIG, a file above what the file system or a quota allows.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            string why = e.Message.Split([" : ", " ("], StringSplitOptions.None)[0].TrimEnd('.', ' ');
            throw new InputException($"cannot write {name} to '{FullPath}' ({why}); free some disk space or choose another folder with -o", e);
        }
    }

    /// <summary>Refuses a file's name under which an input lies.</summary>
    /// <exception cref="InputException">An input lies there.</exception>
    public void RequireApart(string name)
    {
        if (_protected.Count > 0 && _protected.Overlaps(FileLinks.Chain(Path.Combine(FullPath, name))))
            throw new InputException($"'{Path.Combine(FullPath, name)}' is an input and would be overwritten; choose another folder with -o");
    }

    /// <summary>Refuses the names of files under one of which an input lies, before anything is computed for them.</summary>
    /// <exception cref="InputException">An input lies there.</exception>
    public void RequireApart(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
            RequireApart(name);
    }

    /// <summary>Moves every staged file to its name, replacing what was there, and <paramref name="last"/> after all others.</summary>
    /// <param name="last">The file whose presence says that the others are complete; that of an earlier run goes first.</param>
    /// <param name="stale">Files of an earlier run that must go where this run did not write them.</param>
    /// <exception cref="InputException">One of them is an input.</exception>
    public void Commit(string last, IEnumerable<string> stale)
    {
        ArgumentNullException.ThrowIfNull(stale);
        string[] old = [.. stale.Where(name => !_staged.Contains(name) && File.Exists(Path.Combine(FullPath, name)))];
        foreach (string name in old)
            RequireApart(name);
        File.Delete(Path.Combine(FullPath, last));
        foreach (string name in old)
            File.Delete(Path.Combine(FullPath, name));
        foreach (string name in _staged.OrderBy(f => f == last).ThenBy(f => f, StringComparer.Ordinal))
            File.Move(Path.Combine(_staging.FullPath, name), Path.Combine(FullPath, name), overwrite: true);
        _committed = true;
    }

    /// <summary>Writes the files of a result, replacing those of an earlier run.</summary>
    /// <param name="path">The folder; made where it is missing.</param>
    /// <param name="run">The run that made it; the files of its images are never replaced.</param>
    /// <param name="stage">Stages everything but the report.</param>
    /// <param name="report">Name of the report, whose presence says that the rest is complete.</param>
    /// <param name="content">Makes the report.</param>
    /// <param name="names">All files that such a result may have.</param>
    /// <exception cref="InputException">The folder cannot be written to, or an image lies under one of the names in it.</exception>
    internal static void Write(string path, RunRecord run, Action<OutputFolder> stage, string report, Func<byte[]> content, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(run);
        using OutputFolder folder = Open(path, run.Images.Select(i => i.Path));
        stage(folder);
        folder.Stage(report, content());
        folder.Commit(last: report, stale: names);
    }

    /// <summary>Removes what was staged and not committed.</summary>
    public void Dispose()
    {
        _staging.Dispose();
        if (!_committed)
            _created.RemoveEmpty();
    }
}
