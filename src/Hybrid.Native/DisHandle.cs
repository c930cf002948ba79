using System.Runtime.InteropServices;

namespace Hybrid.Native;

internal sealed class DisHandle : SafeHandle
{
    public DisHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle() => Shim.video_DIS_delete(handle) == 0;
}
