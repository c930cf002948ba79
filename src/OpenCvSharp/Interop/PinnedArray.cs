using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A managed array that Mats use as their pixels: pinned while any of them lives.</summary>
internal sealed class PinnedArray(Array array)
{
    private GCHandle handle = GCHandle.Alloc(array, GCHandleType.Pinned);
    private int references;

    public IntPtr Address => handle.AddrOfPinnedObject();

    public long Bytes => (long)(Marshal.UnsafeAddrOfPinnedArrayElement(array, array.Length) - Marshal.UnsafeAddrOfPinnedArrayElement(array, 0));

    public void AddReference() => Interlocked.Increment(ref references);

    public void Release()
    {
        if (Interlocked.Decrement(ref references) == 0)
            handle.Free();
    }
}
