namespace Hybrid.Fuzz;

/// <summary>A reader of files from outside.</summary>
/// <param name="Name">Its name on the command line, and the folder of its corpus.</param>
/// <param name="Extension">Ending of the files that it reads, with the dot.</param>
/// <param name="Read">Reads a file, given its path in a folder of its own.</param>
/// <param name="Seeds">Valid files to start from, beside those of the corpus.</param>
public sealed record FuzzTarget(string Name, string Extension, Action<string> Read, Func<IEnumerable<byte[]>> Seeds)
{
    /// <summary>Every valid file to start from, in a fixed order.</summary>
    public IReadOnlyList<byte[]> AllSeeds()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Corpus", Name);
        IEnumerable<byte[]> kept = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
            : [];
        return [.. Seeds(), .. kept];
    }
}
