using System.Runtime.InteropServices;

namespace Hybrid.Native.Stitching;

internal sealed class BlenderHandle : SafeHandle
{
    public BlenderHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle() => Shim.detail_Blender_delete(handle) == 0;
}
