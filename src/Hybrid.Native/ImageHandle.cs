using System.Runtime.InteropServices;

namespace Hybrid.Native;

internal sealed class ImageHandle : SafeHandle
{
    public ImageHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public ImageHandle(IntPtr ptr)
        : this() => SetHandle(ptr);

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle() => Shim.core_Mat_delete(handle) == 0;
}
