using Hybrid.Alignment;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Opens what a user names: a dataset of the catalogue, a folder, or a list of pairs.</summary>
public static class DatasetLocator
{
    /// <summary>The dataset that is evaluated where none is named.</summary>
    public const string Default = "embedded";

    /// <summary>Opens a dataset.</summary>
    /// <param name="nameOrPath">A catalogue name, a folder, or a CSV or YAML list of pairs.</param>
    /// <exception cref="InputException">There is none, its layout is not recognised, or it has no pair.</exception>
    public static IPairDataset Open(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrPath);
        if (Directory.Exists(nameOrPath))
            return OpenFolder(nameOrPath, NameOf(nameOrPath));
        if (File.Exists(nameOrPath))
            return PairList.Open(nameOrPath);
        bool looksLikePath = nameOrPath.Contains('/', StringComparison.Ordinal) || nameOrPath.Contains('\\', StringComparison.Ordinal) || nameOrPath.Contains('.', StringComparison.Ordinal);
        if (looksLikePath)
            throw new InputException($"{nameOrPath}: there is no such folder or list of pairs");
        if (CatalogueFolder() is { } catalogue)
        {
            string folder = Path.Combine(catalogue, nameOrPath);
            if (Directory.Exists(folder))
                return OpenFolder(folder, nameOrPath);
            string[] names = [.. FolderListing.Folders(catalogue).Select(f => Path.GetFileName(f))];
            throw new InputException(NearestName.Message("dataset", nameOrPath, names) + "; or give a folder");
        }
        throw new InputException($"unknown dataset '{nameOrPath}': the catalogue folder 'datasets' was not found beside the program; give a folder");
    }

    /// <summary>Opens several datasets; two of one name are told apart by a number.</summary>
    /// <exception cref="InputException">One of them cannot be opened.</exception>
    public static IReadOnlyList<IPairDataset> OpenAll(IReadOnlyList<string> namesOrPaths)
    {
        var datasets = new List<IPairDataset>();
        foreach (string text in namesOrPaths)
        {
            IPairDataset dataset = Open(text);
            int same = datasets.Count(d => d.Name == dataset.Name || d.Name.StartsWith(dataset.Name + "#", StringComparison.Ordinal));
            datasets.Add(same == 0 ? dataset : new PairDataset(FormattableString.Invariant($"{dataset.Name}#{same + 1}"), dataset.Layout, dataset.Pairs));
        }
        return datasets;
    }

    /// <summary>Opens a folder, recognising its layout from its files.</summary>
    /// <exception cref="InputException">No layout fits, or several do.</exception>
    public static IPairDataset OpenFolder(string folder, string name)
    {
        try
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                throw new InputException($"{folder}: the folder is empty");
            var fitting = DatasetLayouts.All.Select(l => (Layout: l, Pairs: l.Find(folder))).Where(l => l.Pairs.Count > 0).ToList();
            if (fitting.Count == 1)
                return new PairDataset(name, fitting[0].Layout.Name, fitting[0].Pairs);
            if (fitting.Count > 1)
                throw new InputException($"{folder}: mixes the layouts {string.Join(" and ", fitting.Select(f => f.Layout.Name))}; give the folder of one of them");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be read ({e.Message})", e);
        }
        throw new InputException(
            $"{folder}: no dataset layout fits its files; there are: {string.Join(", ", DatasetLayouts.All.Select(l => l.Name))} (see 'hybrid datasets list'); or name the pairs in a list, as 'hybrid datasets template' prints one");
    }

    /// <summary>The folder <c>datasets</c> of the repository or beside the program; null where there is none.</summary>
    public static string? CatalogueFolder()
    {
        if (Environment.GetEnvironmentVariable("HYBRID_DATASETS") is { Length: > 0 } set)
            return set;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "datasets");
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }

    private static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
