using System.Globalization;

namespace Hybrid.Viewer.Jobs;

/// <summary>The folder of a job. Names inside are chosen here; a request's words are compared with them and never become a path.</summary>
/// <param name="path">The folder, absolute.</param>
internal sealed class JobFolder(string path)
{
    /// <summary>The folder, absolute.</summary>
    public string FullPath { get; } = path;

    /// <summary>Makes a new one.</summary>
    public static JobFolder Create(string path)
    {
        Directory.CreateDirectory(Path.Combine(path, JobInput.Folder));
        return new JobFolder(path);
    }

    /// <summary>Folder of a run's results, relative to the job's.</summary>
    public static string ResultsOf(int run) => string.Create(CultureInfo.InvariantCulture, $"out/{run}");

    /// <summary>The absolute path of an input.</summary>
    public string Of(JobInput input) => Path.Combine(FullPath, JobInput.Folder, input.File);

    /// <summary>The absolute path of a result file, by a name from <see cref="Results"/>.</summary>
    public string Of(int run, string file) => Path.Combine(FullPath, ResultsOf(run), file);

    /// <summary>Makes the folder of a run's results.</summary>
    public void MakeResults(int run) => Directory.CreateDirectory(Path.Combine(FullPath, ResultsOf(run)));

    /// <summary>Names of the files that a run wrote.</summary>
    public IReadOnlyList<string> Results(int run)
    {
        var folder = new DirectoryInfo(Path.Combine(FullPath, ResultsOf(run)));
        return folder.Exists
            ? [.. folder.EnumerateFiles().Where(f => f.LinkTarget is null && !f.Name.StartsWith('.')).Select(f => f.Name).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Bytes of all its files.</summary>
    public long Bytes()
    {
        try
        {
            return new DirectoryInfo(FullPath).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is being removed.
            return 0;
        }
    }

    /// <summary>Removes everything; what cannot be removed is left for the end of the program.</summary>
    public void Delete()
    {
        try
        {
            Directory.Delete(FullPath, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A worker that was just killed may still be writing.
        }
    }
}
