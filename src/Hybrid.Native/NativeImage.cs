using System.Runtime.InteropServices;

namespace Hybrid.Native;

/// <summary>An image that native code allocated. Its pixels are valid until it is disposed.</summary>
public sealed class NativeImage : IDisposable
{
    private readonly ImageHandle handle;

    internal NativeImage(ImageHandle handle)
    {
        this.handle = handle;
        Shim.Check(Shim.core_Mat_info(handle, out var info));
        Buffer = new ImageBuffer(info.Data, info.Rows, info.Cols, info.Type, info.Step0);
    }

    /// <summary>Where the pixels are and how they lie; Rows and Cols are 0 where there are none.</summary>
    public ImageBuffer Buffer { get; }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    [StructLayout(LayoutKind.Sequential)]
    internal struct Info
    {
        public IntPtr Data, DataStart, DataEnd;
        public long Total, Step0, Step1, ElemSize, ElemSize1;
        public int Type, Dims, Rows, Cols, Continuous, Submatrix;
    }
}
