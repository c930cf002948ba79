namespace Hybrid.Native.Stitching;

/// <summary>OpenCV's <c>Stitcher</c> as a whole, with the cameras that it found.</summary>
public static unsafe class WholeStitcher
{
    /// <summary>Stitches images.</summary>
    /// <param name="scans">False for turning cameras (PANORAMA), true for flat scenes (SCANS).</param>
    /// <param name="images">CV_8UC3 each.</param>
    /// <exception cref="NativeException">OpenCV threw, for example because it ran out of memory; or the shim is not available.</exception>
    public static WholeResult Stitch(bool scans, IReadOnlyList<ImageBuffer> images)
    {
        NativeBackend.Require();
        ImageBuffer.Layout[] layouts = [.. images.Select(i => i.ToNative())];
        var cameras = new CameraEstimator.Camera[images.Count];
        fixed (ImageBuffer.Layout* p = layouts)
        fixed (CameraEstimator.Camera* c = cameras)
        {
            Shim.Check(Shim.detail_stitch(scans ? 1 : 0, p, layouts.Length, out int status, out ImageHandle panorama, out int* component, out int count, c, out double workScale));
            int[] members = Shim.Take(component, count);
            return new WholeResult(status, new NativeImage(panorama), members, [.. cameras.Take(members.Length).Select(x => x.ToManaged())], workScale);
        }
    }
}
