using System.Globalization;
using System.Xml.Linq;
using Hybrid.Imaging;
using Hybrid.Stitching.Layout;
using OpenCvSharp;

namespace Hybrid.Stitching.Report;

/// <summary>
/// What is written into a panorama's file beside its pixels: camera, artist, dates and colour profile of its first image, that
/// this program made it, and for a viewer which part of the sphere it shows.
/// </summary>
/// <remarks>
/// XMP by ISO 16684-1, because TIFF, too, holds it; the projection by Google's Photo Sphere XMP Metadata (GPano).
/// </remarks>
internal static class PanoramaMetadata
{
    /// <summary>Names the program that made a panorama, as its file holds it (XMP specification part 1, 8.4, xmp:CreatorTool).</summary>
    public const string Tool = "Hybrid panorama";

    private static readonly XNamespace
        X = "adobe:ns:meta/", Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", Xmp = "http://ns.adobe.com/xap/1.0/", Tiff = "http://ns.adobe.com/tiff/1.0/",
        Exif = "http://ns.adobe.com/exif/1.0/", Dc = "http://purl.org/dc/elements/1.1/", GPano = "http://ns.google.com/photos/1.0/panorama/";

    /// <summary>The metadata of a panorama.</summary>
    public static ImageMetadata Of(Panorama panorama)
    {
        ImageMetadata first = panorama.Plan.Views.Select(v => v.Metadata).FirstOrDefault(m => !m.IsEmpty) ?? ImageMetadata.None;
        return first.OfComposite(Packet(panorama, first));
    }

    private static string Packet(Panorama panorama, ImageMetadata first)
    {
        var description = new XElement(Rdf + "Description", new XAttribute(Rdf + "about", ""), new XAttribute(Xmp + "CreatorTool", Tool));
        Add(Tiff + "Make", first.Text("Make"));
        Add(Tiff + "Model", first.Text("Model"));
        string? taken = Date(first.Text("DateTimeOriginal") ?? first.Text("DateTime"));
        Add(Exif + "DateTimeOriginal", taken);
        Add(Xmp + "CreateDate", taken);
        foreach ((XName name, string text) in Sphere(panorama))
            Add(name, text);
        if (Plain(first.Text("Artist")) is { } artist)
            description.Add(new XElement(Dc + "creator", new XElement(Rdf + "Seq", new XElement(Rdf + "li", artist))));
        if (Plain(first.Text("Copyright")) is { } rights)
            description.Add(new XElement(Dc + "rights", new XElement(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), rights))));
        return new XElement(X + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", X), new XAttribute(XNamespace.Xmlns + "rdf", Rdf), new XAttribute(XNamespace.Xmlns + "xmp", Xmp),
            new XAttribute(XNamespace.Xmlns + "tiff", Tiff), new XAttribute(XNamespace.Xmlns + "exif", Exif), new XAttribute(XNamespace.Xmlns + "dc", Dc), new XAttribute(XNamespace.Xmlns + "GPano", GPano),
            new XElement(Rdf + "RDF", description)).ToString(SaveOptions.DisableFormatting);

        void Add(XName name, string? value)
        {
            if (Plain(value) is { } plain)
                description.Add(new XAttribute(name, plain));
        }
    }

    // EXIF may hold any bytes; XML holds no control characters.
    private static string? Plain(string? text) => text is null ? null : string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar));

    /// <summary>Which part of the whole sphere or cylinder an upright picture shows; nothing for other surfaces.</summary>
    private static IEnumerable<(XName Name, string Value)> Sphere(Panorama panorama)
    {
        PanoramaFrame frame = panorama.Plan.Layout.Frame;
        if (panorama.Surface is not (SurfaceKind.Spherical or SurfaceKind.Cylindrical) || frame.QuarterTurns != 0)
            yield break;
        bool spherical = panorama.Surface == SurfaceKind.Spherical;
        Size size = panorama.Image.Size();
        int full = Math.Max(size.Width, (int)Math.Round(2 * Math.PI * frame.Scale));
        long top = frame.Top + panorama.Origin.Y;
        // A cylinder has no end: as much of it as the picture needs with the horizon in its middle.
        int height = spherical ? Math.Max(size.Height, (int)Math.Round(Math.PI * frame.Scale)) : (int)(2 * Math.Max(Math.Abs(top), Math.Abs(top + size.Height)));
        // Which way is north nobody knows, so that the middle of the picture is in front.
        foreach ((string name, long value) in new (string, long)[]
        {
            ("CroppedAreaImageWidthPixels", size.Width), ("CroppedAreaImageHeightPixels", size.Height),
            ("FullPanoWidthPixels", full), ("FullPanoHeightPixels", height),
            ("CroppedAreaLeftPixels", (full - size.Width) / 2), ("CroppedAreaTopPixels", Math.Clamp(top + height / 2, 0, height - size.Height)),
        })
        {
            yield return (GPano + name, value.ToString(CultureInfo.InvariantCulture));
        }
        yield return (GPano + "ProjectionType", spherical ? "equirectangular" : "cylindrical");
        yield return (GPano + "UsePanoramaViewer", "True");
        yield return (GPano + "SourcePhotosCount", panorama.Members.Count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A date of EXIF, 2024:05:31 18:00:00, as XMP writes it.</summary>
    private static string? Date(string? exif) =>
        DateTime.TryParseExact(exif, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            ? date.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) : null;
}
