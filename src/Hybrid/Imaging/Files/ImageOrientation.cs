using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>EXIF's orientations (2.3, tag 0x0112): 1 upright, 3 turned by 180°, 6 and 8 by a quarter, the others mirrored.</summary>
internal static class ImageOrientation
{
    /// <summary>Turns a stored image upright; <paramref name="image"/> is disposed where a new one is made.</summary>
    internal static Mat Upright(Mat image, int orientation)
    {
        if (orientation is <= 1 or > 8)
            return image;
        using (image)
        {
            var upright = new Mat();
            if (orientation >= 5)
                Cv2.Transpose(image, upright);
            else
                image.CopyTo(upright);
            FlipMode? flip = orientation switch
            {
                2 or 6 => FlipMode.Y,
                3 or 7 => FlipMode.XY,
                4 or 8 => FlipMode.X,
                _ => null,
            };
            if (flip is { } mode)
                Cv2.Flip(upright, upright, mode);
            return upright;
        }
    }
}
