using System.Runtime.InteropServices;

namespace OpenCvSharp;

public abstract class DisposableCvObject : DisposableObject
{
    private protected abstract SafeHandle SafeHandle { get; }

    /// <summary>The native address; valid as long as this object is neither disposed nor collected.</summary>
    public IntPtr CvPtr
    {
        get
        {
            ThrowIfDisposed();
            return SafeHandle.DangerousGetHandle();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            SafeHandle.Dispose();
        base.Dispose(disposing);
    }
}
