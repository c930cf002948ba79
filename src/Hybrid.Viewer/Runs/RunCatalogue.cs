using System.Security.Cryptography;
using System.Text;
using Hybrid.Evaluation;
using Hybrid.Evaluation.Datasets;
using Hybrid.Evaluation.Running;
using Hybrid.Viewer.Examples;

namespace Hybrid.Viewer.Runs;

/// <summary>The run folders in a folder. They are asked for by ids that are compared with those of what is there.</summary>
/// <param name="folder">The folder; it may be missing, or be a run itself.</param>
internal sealed class RunCatalogue(string folder)
{
    private readonly Lock _gate = new();
    private (string Id, DateTime Written, IReadOnlyDictionary<string, DatasetPair> Pairs)? _latest;

    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>The runs, by name.</summary>
    public IReadOnlyList<RunEntry> List()
    {
        try
        {
            return Directory.Exists(Folder)
                ? [.. Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).Prepend(Folder).Where(d => File.Exists(Path.Combine(d, RunFolder.RunFile))).Select(Of)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{Folder}: cannot be read ({e.Message})", e);
        }
    }

    /// <summary>The run of an id; null where there is none.</summary>
    public RunEntry? Find(string id) => List().FirstOrDefault(r => r.Id == id);

    /// <summary>The pairs of a run whose files are on this machine, by id.</summary>
    /// <exception cref="InputException">The run cannot be read.</exception>
    public IReadOnlyDictionary<string, DatasetPair> PairsOf(RunEntry run)
    {
        DateTime written = File.GetLastWriteTimeUtc(Path.Combine(run.FullPath, RunFolder.RunFile));
        lock (_gate)
        {
            // A page asks for the same run again and again, and a dataset may have thousands of files to be found.
            if (_latest is not { } known || known.Id != run.Id || known.Written != written)
                _latest = known = (run.Id, written, RunReport.PairsOf([run.FullPath]));
            return known.Pairs;
        }
    }

    /// <summary>A pair of a run, asked for as <c>RUN/PAIR</c>; null where it is not here.</summary>
    public ExamplePair? FindPair(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Find(text[..slash]) is { } run && PairsOf(run).TryGetValue(text[(slash + 1)..], out DatasetPair? pair) ? ExampleCatalogue.Of(pair) : null;
    }

    private static RunEntry Of(string path) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 8)), Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), path);
}
