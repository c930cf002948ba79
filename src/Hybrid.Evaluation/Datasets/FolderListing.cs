using System.Globalization;
using Hybrid.Imaging;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Names in folders, in natural order (2 before 10), links that form a loop never followed.</summary>
internal static class FolderListing
{
    private static readonly EnumerationOptions Options = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.System };

    /// <summary>Paths of subfolders; empty where the folder is missing.</summary>
    public static IReadOnlyList<string> Folders(string folder) =>
        Directory.Exists(folder) ? Sorted(Directory.EnumerateDirectories(folder, "*", Options).Where(d => !Loops(d))) : [];

    /// <summary>Paths of files; empty where the folder is missing.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern = "*") =>
        Directory.Exists(folder) ? Sorted(Directory.EnumerateFiles(folder, pattern, Options)) : [];

    /// <summary>Paths of images.</summary>
    public static IReadOnlyList<string> Images(string folder) => [.. Files(folder).Where(IsImage)];

    /// <summary>Whether the name has the extension of an image; PFM files are disparities and flow.</summary>
    public static bool IsImage(string path) => ImageFormats.IsImage(path) && !path.EndsWith(".pfm", StringComparison.OrdinalIgnoreCase);

    /// <summary>The image of that name without extension; null where there is none.</summary>
    public static string? Image(string folder, string stem)
    {
        foreach (string extension in ImageFormats.Extensions)
        {
            string path = Path.Combine(folder, stem + extension);
            if (IsImage(path) && File.Exists(path))
                return path;
        }
        return null;
    }

    /// <summary>The first of these paths under the folder that is a file; null where none is.</summary>
    public static string? FirstFile(string folder, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
                return path;
        }
        return null;
    }

    /// <summary>Compares names so that numbers in them count as numbers.</summary>
    public static int CompareNatural(string a, string b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                int si = i, sj = j;
                while (i < a.Length && char.IsAsciiDigit(a[i]))
                    i++;
                while (j < b.Length && char.IsAsciiDigit(b[j]))
                    j++;
                int order = string.Compare(a[si..i].TrimStart('0').PadLeft(20, '0'), b[sj..j].TrimStart('0').PadLeft(20, '0'), StringComparison.Ordinal);
                if (order != 0)
                    return order;
            }
            else
            {
                int order = a[i].CompareTo(b[j]);
                if (order != 0)
                    return order;
                i++;
                j++;
            }
        }
        int length = (a.Length - i).CompareTo(b.Length - j);
        return length != 0 ? length : string.CompareOrdinal(a, b);
    }

    /// <summary>The number that a text is, or null.</summary>
    public static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    private static List<string> Sorted(IEnumerable<string> paths)
    {
        List<string> list = [.. paths];
        list.Sort(CompareNatural);
        return list;
    }

    /// <summary>A link to one of its own ancestors (or to nothing) would be walked for ever (or in vain).</summary>
    private static bool Loops(string folder)
    {
        var info = new DirectoryInfo(folder);
        if (info.LinkTarget is null)
            return false;
        FileSystemInfo? target;
        try
        {
            target = info.ResolveLinkTarget(returnFinalTarget: true);
        }
        catch (IOException)
        {
            return true;
        }
        string own = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        return target is null || !target.Exists || own.StartsWith(target.FullName.TrimEnd('/') + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
