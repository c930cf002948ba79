using Hybrid.Evaluation.Datasets;

namespace Hybrid.Evaluation.Export;

/// <summary>Names of images as paths below the folder that holds all of them, with <c>/</c> between their parts.</summary>
internal sealed class ImageNames
{
    private readonly IReadOnlyDictionary<string, DatasetPair> _pairs;

    /// <param name="pairs">Pairs by id.</param>
    public ImageNames(IReadOnlyDictionary<string, DatasetPair> pairs)
    {
        _pairs = pairs;
        string[][] folders = [.. pairs.Values.SelectMany(p => new[] { p.PathA, p.PathB }).Select(p => Parts(Path.GetDirectoryName(Path.GetFullPath(p))!)).DistinctBy(f => string.Join('\0', f), StringComparer.Ordinal)];
        int shared = folders.Length == 0 ? 0 : folders.Min(f => f.Length);
        for (int i = 0; i < shared; i++)
        {
            if (!Array.TrueForAll(folders, f => f[i] == folders[0][i]))
                shared = i;
        }
        Folder = folders.Length == 0 ? "" : string.Join(Path.DirectorySeparatorChar, folders[0][..shared]) + Path.DirectorySeparatorChar;
    }

    /// <summary>The folder that holds all images: COLMAP's <c>image_path</c>.</summary>
    public string Folder { get; }

    /// <summary>Names of A and B; null where the pair is not known.</summary>
    public (string A, string B)? Of(string pair) => _pairs.TryGetValue(pair, out DatasetPair? known) ? (Name(known.PathA), Name(known.PathB)) : null;

    private string Name(string path) => Path.GetRelativePath(Folder, Path.GetFullPath(path)).Replace(Path.DirectorySeparatorChar, '/');

    private static string[] Parts(string path) => path.Split(Path.DirectorySeparatorChar);
}
