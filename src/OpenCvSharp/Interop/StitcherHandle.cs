namespace OpenCvSharp;

internal sealed class StitcherHandle : CvHandle
{
    protected override bool ReleaseHandle() => NativeMethods.stitching_Stitcher_delete(handle) == 0;
}
