using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Two registered images in one picture.</summary>
public static class Overlay
{
    /// <summary>A in red and B in cyan: grey where both agree, coloured fringes where they do not.</summary>
    /// <param name="a">Image A.</param>
    /// <param name="b">Image B in A's frame, of A's size.</param>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat RedCyan(Mat a, Mat b)
    {
        using Mat grayA = PixelFormat.ToGray8(a);
        using Mat grayB = PixelFormat.ToGray8(b);
        var result = new Mat();
        Cv2.Merge([grayB, grayB, grayA], result);
        return result;
    }

    /// <summary>The mean of both where <paramref name="mask"/> is set, A elsewhere.</summary>
    /// <param name="a">Image A.</param>
    /// <param name="b">Image B in A's frame, of A's size.</param>
    /// <param name="mask">CV_8UC1, where B is known.</param>
    /// <param name="weightOfB">0 shows A only, 1 B only.</param>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat Blend(Mat a, Mat b, Mat mask, double weightOfB = 0.5)
    {
        Mat result = PixelFormat.ToBgr8(a);
        using Mat colorB = PixelFormat.ToBgr8(b);
        using var mean = new Mat();
        Cv2.AddWeighted(result, 1 - weightOfB, colorB, weightOfB, 0, mean);
        mean.CopyTo(result, mask);
        return result;
    }

    /// <summary>Squares of A and of B in turn: edges that run on across them are aligned.</summary>
    /// <param name="a">Image A.</param>
    /// <param name="b">Image B in A's frame, of A's size.</param>
    /// <param name="mask">CV_8UC1, where B is known; A is shown elsewhere.</param>
    /// <param name="square">Side of a square in pixels.</param>
    /// <returns>CV_8UC3; owned by the caller.</returns>
    public static Mat Checkerboard(Mat a, Mat b, Mat mask, int square = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(square, 1);
        Mat result = PixelFormat.ToBgr8(a);
        using Mat colorB = PixelFormat.ToBgr8(b);
        for (int y = 0, rows = result.Height; y < rows; y += square)
        {
            for (int x = y / square % 2 == 0 ? square : 0, columns = result.Width; x < columns; x += 2 * square)
            {
                var cell = new Rect(x, y, Math.Min(square, result.Width - x), Math.Min(square, result.Height - y));
                using Mat source = colorB[cell];
                using Mat target = result[cell];
                using Mat known = mask[cell];
                source.CopyTo(target, known);
            }
        }
        return result;
    }
}
