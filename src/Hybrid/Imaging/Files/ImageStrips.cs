using System.Runtime.InteropServices;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>An image as files have it: strips of rows without padding, red first.</summary>
internal static class ImageStrips
{
    private const int StripBytes = 1 << 20;

    /// <summary>Rows a strip has, so that it is about a megabyte.</summary>
    public static int Rows(Mat image) => (int)Math.Clamp(StripBytes / (image.Cols * image.ElemSize()), 1, image.Rows);

    /// <summary>The rows from one on, little-endian where they have 16 bits.</summary>
    public static byte[] Read(Mat image, int first, int rows)
    {
        using Mat strip = new(image, new Rect(0, first, image.Cols, rows)), turned = new();
        if (image.Channels() == 3)
            Cv2.CvtColor(strip, turned, ColorConversionCodes.BGR2RGB);
        else
            strip.CopyTo(turned);
        int row = (int)(image.Cols * image.ElemSize());
        var bytes = new byte[rows * row];
        for (int y = 0; y < rows; y++)
            Marshal.Copy(turned.Ptr(y), bytes, y * row, row);
        return bytes;
    }
}
