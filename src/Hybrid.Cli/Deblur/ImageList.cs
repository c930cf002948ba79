using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Cli.Deblur;

/// <summary>The images that a command names, one by one or by their folders.</summary>
internal static class ImageList
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".ppm", ".pgm", ".pnm", ".bmp", ".pfm"];

    /// <summary>Every image, folders replaced by the images in them in the order of their names. All of them are decoded once.</summary>
    /// <exception cref="InputException">One is missing or cannot be read, or a folder has none.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> named)
    {
        List<string> paths = [.. named.SelectMany(Files)];
        foreach (string path in paths)
        {
            // Before any work begins: the twentieth of thirty images should not fail after minutes.
            using Mat image = ImageReader.Read(path, new ImageReadOptions { Color = ImageColor.AsStoredWithAlpha, ApplyOrientation = false });
            if (!Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                throw new InputException($"'{path}' cannot be written again under this name; convert it to PNG or JPEG");
            if (image.Channels() == 2)
                throw new InputException($"'{path}' has two channels; convert it to RGB or grey");
        }
        return paths;
    }

    private static IEnumerable<string> Files(string named)
    {
        if (!Directory.Exists(named))
            return [named];
        string[] files = [.. Directory.EnumerateFiles(named)
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new InputException($"folder '{named}' has no image in it");
    }
}
