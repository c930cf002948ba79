using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Images with parts of them pointed out.</summary>
public static class MaskDrawing
{
    private const int Gap = 8;

    private static readonly Scalar Outline = new(40, 200, 255);

    /// <summary>Two images side by side, what their masks leave out darkened, the masks' outlines drawn.</summary>
    /// <param name="a">Image A, on the left.</param>
    /// <param name="maskA">CV_8UC1 of its size.</param>
    /// <param name="b">Image B, on the right.</param>
    /// <param name="maskB">CV_8UC1 of its size.</param>
    /// <returns>CV_8UC3 as high as the higher image; owned by the caller.</returns>
    public static Mat SideBySide(Mat a, Mat maskA, Mat b, Mat maskB)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        using Mat left = Marked(a, maskA);
        using Mat right = Marked(b, maskB);
        var canvas = new Mat(Math.Max(left.Height, right.Height), left.Width + Gap + right.Width, MatType.CV_8UC3, Scalar.All(255));
        using (Mat target = canvas[new Rect(0, 0, left.Width, left.Height)])
            left.CopyTo(target);
        using (Mat target = canvas[new Rect(left.Width + Gap, 0, right.Width, right.Height)])
            right.CopyTo(target);
        return canvas;
    }

    /// <summary>An image with what a mask leaves out darkened and the mask's outline drawn.</summary>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat Marked(Mat image, Mat mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        using Mat bright = PixelFormat.ToBgr8(image);
        var result = new Mat();
        bright.ConvertTo(result, MatType.CV_8U, 0.3);
        bright.CopyTo(result, mask);
        int width = Math.Max(1, Math.Max(image.Width, image.Height) / 400);
        // Pixels near both kinds: where the dilated mask and the dilated rest meet.
        using Mat kernel = Cv2.GetStructuringElement(MorphShapes.Rect, new Size(2 * width + 1, 2 * width + 1));
        using var grown = new Mat();
        using var shrunk = new Mat();
        Cv2.Dilate(mask, grown, kernel);
        Cv2.Erode(mask, shrunk, kernel);
        using var edge = new Mat();
        Cv2.Subtract(grown, shrunk, edge);
        result.SetTo(Outline, edge);
        return result;
    }
}
