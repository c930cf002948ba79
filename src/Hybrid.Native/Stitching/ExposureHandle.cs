using System.Runtime.InteropServices;

namespace Hybrid.Native.Stitching;

internal sealed class ExposureHandle : SafeHandle
{
    public ExposureHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle() => Shim.detail_Exposure_delete(handle) == 0;
}
