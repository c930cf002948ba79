using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Alignment;

/// <summary>
/// Image B in A's frame with its own values, and a picture of it. Pixels without data are not mixed into their neighbours: they
/// stay what they are in B, and transparent ones transparent.
/// </summary>
internal sealed class WarpedImage : IDisposable
{
    private WarpedImage(Mat values, Mat seen, Mat picture) => (Values, Seen, Picture) = (values, seen, picture);

    /// <summary>B in A's frame, of B's depth and channels; 0 where B does not reach.</summary>
    public Mat Values { get; }

    /// <summary>CV_8UC1, 255 where B reaches and holds data.</summary>
    public Mat Seen { get; }

    /// <summary>What a PNG holds: the values where they are whole numbers, else 8 bits by the pair's range; with alpha where B lacks data.</summary>
    public Mat Picture { get; }

    /// <summary>Whether the picture holds the values themselves.</summary>
    public bool IsPictureExact => Values.Depth() != MatType.CV_32F;

    /// <summary>Warps B.</summary>
    /// <param name="pair">The images.</param>
    /// <param name="flow">A to B, of A's size.</param>
    public static WarpedImage Of(ImagePair pair, FlowField flow)
    {
        Mat values = Warp.Backward(pair.B, flow, out Mat seen);
        if (pair.ValidB is { } valid)
            KeepMissing(pair.B, valid, flow, values, seen);
        using Mat exact = values.Depth() == MatType.CV_32F ? PixelFormat.ToBgr8(values, pair.RangeB) : values.Clone();
        return new WarpedImage(values, seen, pair.ValidB is null ? exact.Clone() : WithAlpha(exact, seen));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Values.Dispose();
        Seen.Dispose();
        Picture.Dispose();
    }

    // Where interpolation would reach a pixel without data, the nearest pixel stands.
    private static void KeepMissing(Mat b, Mat valid, FlowField flow, Mat values, Mat seen)
    {
        using Mat whole = Warp.Backward(valid, flow, out Mat reached), nearest = Warp.Backward(b, flow, out Mat reachedToo, InterpolationFlags.Nearest);
        using Mat nearestValid = Warp.Backward(valid, flow, out Mat reachedAgain, InterpolationFlags.Nearest);
        using (reached)
        using (reachedToo)
        using (reachedAgain)
        using (var mixed = new Mat())
        {
            Cv2.Compare(whole, 255, mixed, CmpTypes.LT);
            Cv2.BitwiseAnd(mixed, reached, mixed);
            nearest.CopyTo(values, mixed);
            Cv2.BitwiseAnd(seen, nearestValid, seen);
        }
    }

    private static Mat WithAlpha(Mat image, Mat seen)
    {
        using var alpha = new Mat();
        seen.ConvertTo(alpha, image.Depth(), image.Depth() == MatType.CV_16U ? 257 : 1);
        Mat[] planes = Cv2.Split(image);
        try
        {
            var result = new Mat();
            Cv2.Merge(planes.Length == 1 ? [planes[0], planes[0], planes[0], alpha] : [planes[0], planes[1], planes[2], alpha], result);
            return result;
        }
        finally
        {
            foreach (Mat plane in planes)
                plane.Dispose();
        }
    }
}
