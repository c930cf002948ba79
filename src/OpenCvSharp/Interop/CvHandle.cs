using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Base of the handles: one sealed class a native type, each knowing its own delete function.</summary>
internal abstract class CvHandle : SafeHandle
{
    protected CvHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;
}
