using Hybrid.Cli.Infrastructure;
using Hybrid.Stitching;

namespace Hybrid.Cli.Stitch;

/// <summary>The images that a stitching is asked for.</summary>
internal static class StitchInputs
{
    /// <summary>The files named, and those of image types in the folders named; each once. What an earlier run made of a folder is none of its images.</summary>
    /// <param name="inputs">Files and folders.</param>
    /// <param name="notice">Told of each file of a folder that is left out.</param>
    /// <exception cref="InputException">A path does not exist, or there are fewer than two images.</exception>
    public static IReadOnlyList<SourceImage> Find(IReadOnlyList<string> inputs, Action<string> notice)
    {
        var paths = new List<string>();
        foreach (string input in inputs)
        {
            if (Directory.Exists(input))
            {
                foreach (string file in Directory.EnumerateFiles(input).Where(ImageFiles.IsImage))
                {
                    if (PanoramaMark.IsOn(file))
                        notice($"'{file}' is a panorama made here before, not an image of '{input}'; name the file itself to stitch it");
                    else
                        paths.Add(file);
                }
            }
            else if (File.Exists(input))
                paths.Add(input);
            else
                throw new InputException($"'{input}' does not exist; name images or a folder of images");
        }
        string[] unique = [.. paths.DistinctBy(p => FileLinks.Chain(p)[^1])];
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
}
