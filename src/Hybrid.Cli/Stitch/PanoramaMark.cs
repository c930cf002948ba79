using Hybrid.Imaging;
using Hybrid.Stitching;

namespace Hybrid.Cli.Stitch;

/// <summary>What tells a panorama that this program wrote from a photograph: its file names the program. JPEG, PNG, TIFF and WebP hold that, a PNM file does not.</summary>
internal static class PanoramaMark
{
    /// <summary>Whether a file has the mark.</summary>
    public static bool IsOn(string path)
    {
        try
        {
            InputFile.RequireRegular(path);
            return ImageMetadata.ReadFile(path).Xmp.AsSpan().IndexOf(Panorama.Mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
