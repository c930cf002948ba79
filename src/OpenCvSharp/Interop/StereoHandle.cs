namespace OpenCvSharp;

internal sealed class StereoHandle : CvHandle
{
    protected override bool ReleaseHandle() => NativeMethods.calib3d_StereoMatcher_delete(handle) == 0;
}
