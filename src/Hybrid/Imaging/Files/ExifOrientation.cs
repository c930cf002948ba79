using System.Buffers.Binary;
using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>The orientation tag of EXIF 2.3 (tag 0x0112): 1 upright, 3 turned by 180°, 6 and 8 by a quarter, the others mirrored.</summary>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;

    /// <summary>The orientation in a block of EXIF data, which is a TIFF header and its first directory; 1 where it has none.</summary>
    internal static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
            return 1;
        bool little = tiff[0] == 'I';
        uint start = UInt32(tiff[4..], little);
        if (start > tiff.Length - 2)
            return 1;
        int count = UInt16(tiff[(int)start..], little);
        for (int i = 0; i < count; i++)
        {
            long entry = start + 2 + 12L * i;
            if (entry + 12 > tiff.Length)
                return 1;
            ReadOnlySpan<byte> e = tiff.Slice((int)entry, 12);
            if (UInt16(e, little) == OrientationTag)
                return UInt16(e[8..], little) is >= 1 and <= 8 and var value ? value : 1;
        }
        return 1;
    }

    /// <summary>Turns a stored image upright, in place of <paramref name="image"/>, which is disposed where a new one is made.</summary>
    internal static Mat Apply(Mat image, int orientation)
    {
        if (orientation is <= 1 or > 8)
            return image;
        var upright = new Mat();
        using (image)
        {
            switch (orientation)
            {
                case 2:
                    Cv2.Flip(image, upright, FlipMode.Y);
                    break;
                case 3:
                    Cv2.Rotate(image, upright, RotateFlags.Rotate180);
                    break;
                case 4:
                    Cv2.Flip(image, upright, FlipMode.X);
                    break;
                case 5:
                    Cv2.Transpose(image, upright);
                    break;
                case 6:
                    Cv2.Rotate(image, upright, RotateFlags.Rotate90Clockwise);
                    break;
                case 7:
                    using (var transposed = new Mat())
                    {
                        Cv2.Transpose(image, transposed);
                        Cv2.Rotate(transposed, upright, RotateFlags.Rotate180);
                    }
                    break;
                default:
                    Cv2.Rotate(image, upright, RotateFlags.Rotate90Counterclockwise);
                    break;
            }
        }
        return upright;
    }

    internal static ushort UInt16(ReadOnlySpan<byte> b, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(b) : BinaryPrimitives.ReadUInt16BigEndian(b);

    internal static uint UInt32(ReadOnlySpan<byte> b, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(b) : BinaryPrimitives.ReadUInt32BigEndian(b);
}
