namespace Hybrid.Native.Stitching;

/// <summary>Evens out the exposure of overlapping pictures.</summary>
public sealed unsafe class ExposureCompensator : IDisposable
{
    private readonly ExposureHandle handle;

    /// <param name="model">What is estimated.</param>
    /// <param name="feeds">How often the estimate is refined.</param>
    /// <param name="blockWidth">Width of a block in pixels.</param>
    /// <param name="blockHeight">Height of a block in pixels.</param>
    /// <param name="similarity">Pixels that differ by more than this part of the range do not count; 1 counts all.</param>
    /// <exception cref="NativeException">The shim is not available.</exception>
    public ExposureCompensator(ExposureModel model, int feeds = 1, int blockWidth = 32, int blockHeight = 32, double similarity = 1)
    {
        NativeBackend.Require();
        Shim.Check(Shim.detail_Exposure_create((int)model, feeds, new Shim.Size(blockWidth, blockHeight), similarity, out handle));
    }

    /// <summary>Estimates the gains from projected pictures (CV_8UC3), their masks (CV_8UC1) and places.</summary>
    /// <exception cref="NativeException">OpenCV refuses the pictures.</exception>
    public void Feed(IReadOnlyList<PixelPoint> corners, IReadOnlyList<ImageBuffer> images, IReadOnlyList<ImageBuffer> masks)
    {
        var (c, i, m) = Shim.Layouts(corners, images, masks);
        fixed (PixelPoint* pc = c)
        fixed (ImageBuffer.Layout* pi = i, pm = m)
            Shim.Check(Shim.detail_Exposure_feed(handle, pc, pi, pm, c.Length));
    }

    /// <summary>Applies the gains to a picture in place.</summary>
    /// <exception cref="NativeException">OpenCV refuses the picture.</exception>
    public void Apply(int index, PixelPoint corner, ImageBuffer image, ImageBuffer mask)
    {
        var (i, m) = (image.ToNative(), mask.ToNative());
        Shim.Check(Shim.detail_Exposure_apply(handle, index, corner, i, m));
    }

    /// <summary>The gains, one image a picture: a number, a number a channel, or a map of blocks.</summary>
    /// <exception cref="NativeException">Nothing was fed yet.</exception>
    public NativeImage[] Gains()
    {
        Shim.Check(Shim.detail_Exposure_gains(handle, out var items, out var count));
        return [.. Shim.Take(items, count).Select(p => new NativeImage(new ImageHandle(p)))];
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
