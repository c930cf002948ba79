namespace OpenCvSharp;

/// <summary>What owns a native object, which goes with Dispose, or with the finalizer of its handle.</summary>
public abstract class DisposableObject : IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose()
    {
        IsDisposed = true;
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);
}
