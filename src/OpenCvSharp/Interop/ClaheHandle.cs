namespace OpenCvSharp;

internal sealed class ClaheHandle : CvHandle
{
    protected override bool ReleaseHandle() => NativeMethods.imgproc_CLAHE_delete(handle) == 0;
}
