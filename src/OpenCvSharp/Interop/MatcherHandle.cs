namespace OpenCvSharp;

internal sealed class MatcherHandle : CvHandle
{
    protected override bool ReleaseHandle() => NativeMethods.features2d_DescriptorMatcher_delete(handle) == 0;
}
