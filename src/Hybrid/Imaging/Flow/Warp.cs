using OpenCvSharp;

namespace Hybrid.Imaging;

/// <summary>Images resampled into another frame. OpenCV interpolates at a 32nd of a pixel.</summary>
public static class Warp
{
    /// <summary>The largest area of a warp's result in pixels: 400 million.</summary>
    public const long MaxPixels = 400_000_000;

    // Outside every image, so that the border value is taken.
    private const float Nowhere = -16_384;

    /// <summary>Image B in A's frame: result(x) = b(x + flow(x)).</summary>
    /// <param name="b">Image B, 1 to 4 channels; sides of at most 32 766.</param>
    /// <param name="flow">Flow A to B; sets the size of the result.</param>
    /// <param name="mask">CV_8UC1 of the result's size, 255 where the flow is known and points into B's rectangle of
    /// pixel centres; elsewhere the result is 0. Owned by the caller.</param>
    /// <param name="interpolation">Linear by default; cubic and Lanczos reach over the edge of B by mirroring.</param>
    /// <returns>An image of B's type and of the flow's size; owned by the caller.</returns>
    public static Mat Backward(Mat b, FlowField flow, out Mat mask, InterpolationFlags interpolation = InterpolationFlags.Linear)
    {
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(flow);
        int width = flow.Width, height = flow.Height;
        float right = b.Width - 1, bottom = b.Height - 1;
        using var map = new Mat(height, width, MatType.CV_32FC2);
        mask = new Mat(height, width, MatType.CV_8UC1);
        Mat inside = mask;
        Concurrency.For(0, height, y =>
        {
            ReadOnlySpan<float> row = flow.Row(y);
            Span<float> target = MatRows.Row<float>(map, y);
            Span<byte> seen = MatRows.Row<byte>(inside, y);
            for (int x = 0; x < width; x++)
            {
                float px = x + row[2 * x], py = y + row[2 * x + 1];
                // False for NaN.
                bool isInside = px >= 0 && py >= 0 && px <= right && py <= bottom;
                target[2 * x] = isInside ? px : Nowhere;
                target[2 * x + 1] = isInside ? py : Nowhere;
                seen[x] = isInside ? (byte)255 : (byte)0;
            }
        });
        var result = new Mat();
        using var none = new Mat();
        Cv2.Remap(b, result, map, none, interpolation, BorderTypes.Reflect101);
        using var outside = new Mat();
        Cv2.BitwiseNot(mask, outside);
        result.SetTo(Scalar.All(0), outside);
        return result;
    }

    /// <summary>Refuses a result that could not be held in memory.</summary>
    /// <exception cref="InputException">A side is below 1 or the area exceeds <see cref="MaxPixels"/>.</exception>
    public static void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1)
            throw new InputException($"a warped image of {width}x{height} pixels is empty; the images may not overlap");
        if (width > 32_766 || height > 32_766 || width * height > MaxPixels)
            throw new InputException($"a warped image of {width}x{height} pixels is too large; the homography stretches too far");
    }
}
