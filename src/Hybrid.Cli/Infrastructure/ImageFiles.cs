namespace Hybrid.Cli.Infrastructure;

/// <summary>Which files are images, by their names.</summary>
internal static class ImageFiles
{
    private static readonly string[] Written = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".ppm", ".pgm", ".pnm", ".bmp", ".pfm"];
    private static readonly string[] ReadOnly = [".avif", ".jp2", ".gif"];

    /// <summary>Whether a file has the name of an image that is read, and is not hidden.</summary>
    public static bool IsImage(string path) => CanBeWritten(path) || Has(path, ReadOnly);

    /// <summary>Whether it has the name of an image that is read and written, and is not hidden.</summary>
    public static bool CanBeWritten(string path) => Has(path, Written);

    private static bool Has(string path, string[] extensions) =>
        !Path.GetFileName(path).StartsWith('.') && extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
