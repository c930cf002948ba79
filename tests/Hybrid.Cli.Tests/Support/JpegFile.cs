using System.Buffers.Binary;
using OpenCvSharp;

namespace Hybrid.Cli.Tests.Support;

/// <summary>Makes JPEG files of the kinds that the product must cope with.</summary>
internal static class JpegFile
{
    public static byte[] Rgb(Picture picture)
    {
        byte[] bgr = new byte[picture.Rgb.Length];
        for (int i = 0; i < bgr.Length; i += 3)
            (bgr[i], bgr[i + 1], bgr[i + 2]) = (picture.Rgb[i + 2], picture.Rgb[i + 1], picture.Rgb[i]);
        using Mat mat = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC3, bgr);
        Cv2.ImEncode(".jpg", mat, out byte[] jpeg);
        return jpeg;
    }

    /// <summary>The picture, stored turned by a quarter with the EXIF tag that says so.</summary>
    public static byte[] Turned(Picture picture)
    {
        // Orientation 6: the camera was turned; a viewer turns the stored rows clockwise.
        var stored = new Picture(picture.Height, picture.Width, new byte[picture.Rgb.Length]);
        for (int y = 0; y < stored.Height; y++)
        {
            for (int x = 0; x < stored.Width; x++)
                picture.Rgb.AsSpan(3 * ((picture.Height - 1 - x) * picture.Width + y), 3).CopyTo(stored.Rgb.AsSpan(3 * (y * stored.Width + x)));
        }
        byte[] jpeg = Rgb(stored);
        return [.. jpeg[..2], .. Orientation(6), .. jpeg[2..]];
    }

    /// <summary>Picture A of <see cref="PairFiles"/> in four inks, as Adobe's programs store it (inverted).</summary>
    public static byte[] Cmyk() => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "cmyk.jpg"));

    // An APP1 segment whose only entry is tag 0x0112.
    private static byte[] Orientation(ushort value)
    {
        byte[] segment =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(28), value);
        return segment;
    }
}
