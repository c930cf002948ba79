namespace OpenCvSharp;

internal sealed class FeatureHandle : CvHandle
{
    protected override bool ReleaseHandle() => NativeMethods.features2d_Feature2D_delete(handle) == 0;
}
