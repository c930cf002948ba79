using Hybrid.Cli.Infrastructure;

namespace Hybrid.Cli.Deblur;

/// <summary>The images that are to be deblurred, named one by one or by their folders.</summary>
internal static class ImageList
{
    /// <summary>Every image, folders replaced by the images in them in the order of their names.</summary>
    /// <exception cref="InputException">A folder has none.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> named) => [.. named.SelectMany(Files)];

    /// <summary>Refuses an image that could not be written again under its name.</summary>
    /// <exception cref="InputException">Its format can only be read.</exception>
    public static void RequireUsable(string path)
    {
        if (File.Exists(path) && !ImageFiles.CanBeWritten(path))
            throw new InputException($"'{path}' cannot be written again under this name; convert it to PNG or JPEG");
    }

    private static IEnumerable<string> Files(string named)
    {
        if (!Directory.Exists(named))
            return [named];
        string[] files = [.. Directory.EnumerateFiles(named).Where(ImageFiles.IsImage).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new InputException($"folder '{named}' has no image in it");
    }
}
