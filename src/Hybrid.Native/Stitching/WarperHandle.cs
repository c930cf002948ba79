using System.Runtime.InteropServices;

namespace Hybrid.Native.Stitching;

internal sealed class WarperHandle : SafeHandle
{
    public WarperHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle() => Shim.detail_Warper_delete(handle) == 0;
}
