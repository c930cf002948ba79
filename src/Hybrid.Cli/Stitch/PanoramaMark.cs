using Hybrid.Imaging;

namespace Hybrid.Cli.Stitch;

/// <summary>
/// What tells a panorama that this program wrote from a photograph: its XMP packet names the tool (XMP specification part 1,
/// 8.4, xmp:CreatorTool). JPEG, PNG, TIFF and WebP hold one, a PNM file does not.
/// </summary>
internal static class PanoramaMark
{
    /// <summary>The mark, to be written with the panorama.</summary>
    public static ImageMetadata Metadata { get; } = ImageMetadata.FromXmp(
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Hybrid panorama"/></rdf:RDF></x:xmpmeta>
        """);

    /// <summary>Whether a file has the mark.</summary>
    public static bool IsOn(string path)
    {
        try
        {
            return ImageMetadata.Read(InputFile.ReadAllBytes(path)).Xmp.AsSpan().IndexOf("\"Hybrid panorama\""u8) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
