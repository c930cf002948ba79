using Hybrid.Imaging;

namespace Hybrid.Cli.Infrastructure;

/// <summary>Which files of a folder are taken for images.</summary>
internal static class ImageFiles
{
    /// <summary>Whether a file has the name of an image that is read, and is not hidden.</summary>
    public static bool IsImage(string path) => !IsHidden(path) && ImageFormats.IsImage(path);

    /// <summary>Whether it has the name of an image that is read and written, and is not hidden.</summary>
    public static bool CanBeWritten(string path) => !IsHidden(path) && ImageFormats.IsWritable(path);

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');
}
