using System.Runtime.InteropServices;

namespace OpenCvSharp;

internal static unsafe partial class NativeMethods
{
    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_create(int mode, out StitcherHandle result);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_delete(IntPtr s);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_waveCorrectKind(StitcherHandle s, out int v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_setWaveCorrectKind(StitcherHandle s, int v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_workScale(StitcherHandle s, out double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_component(StitcherHandle s, out int* items, out int count);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_estimateTransform(StitcherHandle s, IntPtr* images, int n, out int status);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_composePanorama(StitcherHandle s, MatHandle pano, out int status);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_composePanorama_images(StitcherHandle s, IntPtr* images, int n, MatHandle pano, out int status);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_stitch(StitcherHandle s, IntPtr* images, int n, MatHandle pano, out int status);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_registrationResol(StitcherHandle s, out double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_setRegistrationResol(StitcherHandle s, double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_seamEstimationResol(StitcherHandle s, out double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_setSeamEstimationResol(StitcherHandle s, double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_compositingResol(StitcherHandle s, out double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_setCompositingResol(StitcherHandle s, double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_panoConfidenceThresh(StitcherHandle s, out double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_setPanoConfidenceThresh(StitcherHandle s, double v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_waveCorrection(StitcherHandle s, [MarshalAs(UnmanagedType.U1)] out bool v);

    [LibraryImport(Shim)]
    internal static partial int stitching_Stitcher_setWaveCorrection(StitcherHandle s, [MarshalAs(UnmanagedType.U1)] bool v);
}
