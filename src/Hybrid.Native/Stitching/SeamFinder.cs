namespace Hybrid.Native.Stitching;

/// <summary>Finds the lines along which overlapping pictures are cut.</summary>
public static unsafe class SeamFinder
{
    /// <summary>Cuts the masks in place.</summary>
    /// <param name="model">How.</param>
    /// <param name="images">Projected pictures, CV_8UC3.</param>
    /// <param name="corners">Their top-left corners in the panorama.</param>
    /// <param name="masks">Their masks, CV_8UC1, of the same sizes.</param>
    /// <exception cref="NativeException">OpenCV refuses the pictures, or the shim is not available.</exception>
    public static void Find(SeamModel model, IReadOnlyList<ImageBuffer> images, IReadOnlyList<PixelPoint> corners, IReadOnlyList<ImageBuffer> masks)
    {
        NativeBackend.Require();
        var (c, i, m) = Shim.Layouts(corners, images, masks);
        fixed (PixelPoint* pc = c)
        fixed (ImageBuffer.Layout* pi = i, pm = m)
            Shim.Check(Shim.detail_findSeams((int)model, pi, pc, pm, c.Length));
    }
}
