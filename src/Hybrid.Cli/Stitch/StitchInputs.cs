using Hybrid.Imaging;
using Hybrid.Stitching;

namespace Hybrid.Cli.Stitch;

/// <summary>The images and files that a stitching is asked for.</summary>
internal static class StitchInputs
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".ppm", ".pgm", ".pfm"];

    /// <summary>The files named, and those of image types in the folders named; each once.</summary>
    /// <exception cref="InputException">A path does not exist, or there are fewer than two images.</exception>
    public static IReadOnlyList<SourceImage> Find(IReadOnlyList<string> inputs)
    {
        var paths = new List<string>();
        foreach (string input in inputs)
        {
            if (Directory.Exists(input))
                paths.AddRange(Directory.EnumerateFiles(input).Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant()) && !Path.GetFileName(f).StartsWith('.')));
            else if (File.Exists(input))
                paths.Add(input);
            else
                throw new InputException($"'{input}' does not exist; name images or a folder of images");
        }
        string[] unique = [.. paths.DistinctBy(Path.GetFullPath)];
        if (unique.Length < 2)
            throw new InputException($"a panorama needs at least two images, here {(unique.Length == 1 ? "is one" : "are none")}; name more, or a folder that holds them");
        return [.. unique.Select(p => new SourceImage(p))];
    }

    /// <summary>The image that a person means: by its path, or by its file's name where that is unambiguous.</summary>
    /// <exception cref="InputException">There is none, or several.</exception>
    public static string Named(IReadOnlyList<SourceImage> images, string given)
    {
        string full = Path.GetFullPath(given);
        string[] found = [.. images.Select(i => i.Name).Where(n => Path.GetFullPath(n) == full)];
        if (found.Length == 0)
            found = [.. images.Select(i => i.Name).Where(n => Path.GetFileName(n) == given)];
        return found.Length == 1 ? found[0] : throw new InputException($"'{given}' is not one of the images; name one of them");
    }

    /// <summary>Refuses a file that could not be written in the end, before anything is computed.</summary>
    /// <exception cref="InputException">Its folder is missing, it is a folder, or its type is unknown.</exception>
    public static void RequireWritable(string file)
    {
        string extension = Path.GetExtension(file).ToLowerInvariant();
        if (extension is not (".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff" or ".webp" or ".ppm"))
            throw new InputException($"cannot write '{file}': its format '{extension}' is unknown; use .png, .jpg or .tif");
        if (Directory.Exists(file))
            throw new InputException($"cannot write '{file}': it is a folder; name a file");
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            throw new InputException($"cannot write '{file}': its folder does not exist; create it or choose another place");
    }

    /// <summary>Writes a panorama, whole or not at all.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void Write(string file, OpenCvSharp.Mat image)
    {
        try
        {
            LargeImageWriter.Write(file, image);
        }
        // What .NET makes of EFBIG, a file above what the file system or a quota allows.
        catch (ArgumentOutOfRangeException e)
        {
            throw new InputException($"cannot write '{file}': it is larger than the disk or a quota allows; free some space or choose another place", e);
        }
    }

    /// <summary>The name of the panorama of a number: the file's own for the first, then with -2, -3.</summary>
    public static string Numbered(string file, int number) => number == 0
        ? file
        : Path.Combine(Path.GetDirectoryName(file) ?? "", $"{Path.GetFileNameWithoutExtension(file)}-{number + 1}{Path.GetExtension(file)}");
}
