namespace Hybrid.Evaluation.Datasets.Layouts;

/// <summary>Folders that each hold one set of a dataset.</summary>
internal static class SetFolders
{
    /// <summary>The folder itself where it is a set, else those of its subfolders that are, else theirs.</summary>
    /// <param name="folder">Root of the dataset, or one set of it.</param>
    /// <param name="isSet">Tells a set by the names in it.</param>
    /// <returns>The sets with their names relative to the root, parts joined by <c>/</c>.</returns>
    public static IReadOnlyList<(string Path, string Name)> Find(string folder, Func<string, bool> isSet)
    {
        string own = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (isSet(folder))
            return [(folder, own)];
        var sets = new List<(string, string)>();
        foreach (string child in FolderListing.Folders(folder))
        {
            if (isSet(child))
            {
                sets.Add((child, Path.GetFileName(child)));
                continue;
            }
            foreach (string grandchild in FolderListing.Folders(child).Where(isSet))
                sets.Add((grandchild, $"{Path.GetFileName(child)}/{Path.GetFileName(grandchild)}"));
        }
        return sets;
    }

    /// <summary>The first of these folders, joined to the root, that exists; null where none does.</summary>
    public static string? First(string root, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            string path = name.Length == 0 ? root : Path.Combine(root, name);
            if (Directory.Exists(path))
                return path;
        }
        return null;
    }
}
