using System.Runtime.InteropServices;
using Hybrid.Native.Stitching;

namespace Hybrid.Native;

internal static unsafe partial class Shim
{
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Point2f(float X, float Y);

    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Size(int Width, int Height);

    internal static (PixelPoint[] Corners, ImageBuffer.Layout[] Images, ImageBuffer.Layout[] Masks) Layouts(
        IReadOnlyList<PixelPoint> corners, IReadOnlyList<ImageBuffer> images, IReadOnlyList<ImageBuffer> masks)
    {
        if (images.Count != corners.Count || masks.Count != corners.Count)
            throw new ArgumentException("As many images and masks as corners are needed.", nameof(images));
        return ([.. corners], [.. images.Select(x => x.ToNative())], [.. masks.Select(x => x.ToNative())]);
    }

    [LibraryImport(Library)]
    internal static partial int core_Mat_delete(IntPtr m);

    [LibraryImport(Library)]
    internal static partial int core_Mat_info(ImageHandle m, out NativeImage.Info info);

    [LibraryImport(Library)]
    internal static partial int detail_estimate(int kind, MatchesGraph.View* views, int n, MatchesGraph.Pair* pairs, int npairs, CameraEstimator.Camera* result, [MarshalAs(UnmanagedType.U1)] out bool found);

    [LibraryImport(Library)]
    internal static partial int detail_adjust(int kind, MatchesGraph.View* views, int n, MatchesGraph.Pair* pairs, int npairs, double confidence, byte* refine, CameraEstimator.Criteria criteria, CameraEstimator.Camera* items, [MarshalAs(UnmanagedType.U1)] out bool converged);

    [LibraryImport(Library)]
    internal static partial int detail_waveCorrect(CameraEstimator.Camera* items, int n, int kind);

    [LibraryImport(Library)]
    internal static partial int detail_biggestComponent(MatchesGraph.View* views, int n, MatchesGraph.Pair* pairs, int npairs, float confidence, out int* indices, out int count);

    [LibraryImport(Library)]
    internal static partial int detail_Warper_create(int kind, float scale, float a, float b, out WarperHandle result);

    [LibraryImport(Library)]
    internal static partial int detail_Warper_delete(IntPtr w);

    [LibraryImport(Library)]
    internal static partial int detail_Warper_warpPoint(WarperHandle w, Point2f p, float* K, float* R, out Point2f result);

    [LibraryImport(Library)]
    internal static partial int detail_Warper_warpPointBackward(WarperHandle w, Point2f p, float* K, float* R, out Point2f result);

    [LibraryImport(Library)]
    internal static partial int detail_Warper_warpRoi(WarperHandle w, Size size, float* K, float* R, out PixelRect roi);

    [LibraryImport(Library)]
    internal static partial int detail_Warper_buildMaps(WarperHandle w, Size size, float* K, float* R, out ImageHandle xmap, out ImageHandle ymap, out PixelRect roi);

    [LibraryImport(Library)]
    internal static partial int detail_Warper_warp(WarperHandle w, in ImageBuffer.Layout src, float* K, float* R, int interpolation, int border, out ImageHandle result, out PixelPoint corner);

    [LibraryImport(Library)]
    internal static partial int detail_Warper_warpBackward(WarperHandle w, in ImageBuffer.Layout src, float* K, float* R, int interpolation, int border, Size size, out ImageHandle result);

    [LibraryImport(Library)]
    internal static partial int detail_Exposure_create(int kind, int feeds, Size block, double similarity, out ExposureHandle result);

    [LibraryImport(Library)]
    internal static partial int detail_Exposure_delete(IntPtr e);

    [LibraryImport(Library)]
    internal static partial int detail_Exposure_feed(ExposureHandle e, PixelPoint* corners, ImageBuffer.Layout* images, ImageBuffer.Layout* masks, int n);

    [LibraryImport(Library)]
    internal static partial int detail_Exposure_apply(ExposureHandle e, int index, PixelPoint corner, in ImageBuffer.Layout image, in ImageBuffer.Layout mask);

    [LibraryImport(Library)]
    internal static partial int detail_Exposure_gains(ExposureHandle e, out IntPtr* gains, out int count);

    [LibraryImport(Library)]
    internal static partial int detail_findSeams(int kind, ImageBuffer.Layout* images, PixelPoint* corners, ImageBuffer.Layout* masks, int n);

    [LibraryImport(Library)]
    internal static partial int detail_Blender_create(int kind, float sharpness, int bands, out BlenderHandle result);

    [LibraryImport(Library)]
    internal static partial int detail_Blender_delete(IntPtr b);

    [LibraryImport(Library)]
    internal static partial int detail_Blender_prepare(BlenderHandle b, PixelRect roi);

    [LibraryImport(Library)]
    internal static partial int detail_Blender_feed(BlenderHandle b, in ImageBuffer.Layout image, in ImageBuffer.Layout mask, PixelPoint corner);

    [LibraryImport(Library)]
    internal static partial int detail_Blender_blend(BlenderHandle b, out ImageHandle image, out ImageHandle mask);

    [LibraryImport(Library)]
    internal static partial int detail_stitch(int mode, ImageBuffer.Layout* images, int n, out int status, out ImageHandle panorama, out int* component, out int count, CameraEstimator.Camera* cameras, out double workScale);
}
