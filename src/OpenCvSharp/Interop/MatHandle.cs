namespace OpenCvSharp;

internal sealed class MatHandle : CvHandle
{
    private PinnedArray? pinned;

    public MatHandle()
    {
    }

    public MatHandle(IntPtr ptr) => SetHandle(ptr);

    /// <summary>Stands for OpenCV's noArray().</summary>
    public static MatHandle None { get; } = new();

    /// <summary>The managed array under the pixels, kept in place until the last Mat over it is gone.</summary>
    public PinnedArray? Pinned
    {
        get => pinned;
        set
        {
            pinned = value;
            pinned?.AddReference();
        }
    }

    protected override bool ReleaseHandle()
    {
        var ok = NativeMethods.core_Mat_delete(handle) == 0;
        pinned?.Release();
        return ok;
    }
}
