using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>The image file formats of this toolkit by the extensions of their names: one list for everyone who looks into folders.</summary>
public static class ImageFormats
{
    // Read and written under the same name; the order is that in which a folder's images of one stem are looked for.
    private static readonly string[] BothWays = [".png", ".jpg", ".jpeg", ".ppm", ".pgm", ".pnm", ".bmp", ".tif", ".tiff", ".webp", ".pfm"];

    // HEIC is among them so that a folder of a telephone's pictures is answered with a reason, not with silence.
    private static readonly string[] ReadingOnly = [".avif", ".gif", ".heic", ".heif"];

    /// <summary>Extensions of files that are taken for images, with their dots, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [.. BothWays, .. ReadingOnly];

    /// <summary>Version of libvips, which reads and writes most of them.</summary>
    /// <exception cref="NativeLibraryException">It cannot be loaded.</exception>
    public static string LibraryVersion => Libvips.Version;

    /// <summary>Whether a file is taken for an image by its name.</summary>
    public static bool IsImage(string path) => Has(Extensions, path);

    /// <summary>Whether <see cref="ImageWriter"/> writes files of such a name.</summary>
    public static bool IsWritable(string path) => Has(BothWays, path);

    /// <summary>The longest side that a file's format can hold: a JPEG 65 535 (ITU-T T.81, B.2.2), a WebP 16 383, others any.</summary>
    public static int LongestSide(string path) => Path.GetExtension(path)?.ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => 65_535,
        ".webp" => 16_383,
        _ => int.MaxValue,
    };

    /// <summary>Refuses a size that a file's format cannot hold.</summary>
    /// <param name="path">The file.</param>
    /// <param name="size">Size of the image.</param>
    /// <exception cref="InputException">The format cannot hold so long a side.</exception>
    public static void RequireFits(string path, Size size)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int longest = LongestSide(path);
        if (size.Width > longest || size.Height > longest)
            throw new InputException($"cannot write '{path}': it would be {size.Width}x{size.Height} and its format holds no side above {longest}; use .tif or .png");
    }

    private static bool Has(IReadOnlyList<string> extensions, string path) =>
        extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
