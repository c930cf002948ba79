using System.Runtime.InteropServices;

namespace OpenCvSharp;

public unsafe partial class Mat
{
    /// <summary>A Mat over memory of the caller's, who keeps it valid.</summary>
    public static Mat FromPixelData(int rows, int cols, MatType type, IntPtr data, long step = 0)
    {
        NativeMethods.Check(NativeMethods.core_Mat_new_data(rows, cols, type, (void*)data, step, out var handle));
        return new Mat(handle);
    }

    /// <summary>A Mat over a managed array, pinned as long as this Mat or a part of it lives.</summary>
    public static Mat FromPixelData(int rows, int cols, MatType type, Array data, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        var pinned = new PinnedArray(data);
        pinned.AddReference();
        try
        {
            var needed = rows > 0 ? (step == 0 ? ElementSize(type) * cols : step) * (rows - 1L) + ElementSize(type) * cols : 0;
            if (needed > pinned.Bytes)
                throw new ArgumentException("The array is shorter than the pixels it is to hold.", nameof(data));
            NativeMethods.Check(NativeMethods.core_Mat_new_data(rows, cols, type, (void*)pinned.Address, step, out var handle));
            handle.Pinned = pinned;
            return new Mat(handle);
        }
        finally
        {
            pinned.Release();
        }
    }

    public static Mat FromArray<TElem>(params TElem[] arr)
        where TElem : unmanaged
    {
        ArgumentNullException.ThrowIfNull(arr);
        if (arr.Length == 0)
            throw new ArgumentException("arr.Length == 0", nameof(arr));
        var mat = new Mat(arr.Length, 1, ElementType<TElem>.Value);
        arr.CopyTo(new Span<TElem>(mat.DataPointer, arr.Length));
        return mat;
    }

    public static Mat FromArray<TElem>(TElem[,] arr)
        where TElem : unmanaged
    {
        ArgumentNullException.ThrowIfNull(arr);
        if (arr.Length == 0)
            throw new ArgumentException("arr.Length == 0", nameof(arr));
        var mat = new Mat(arr.GetLength(0), arr.GetLength(1), ElementType<TElem>.Value);
        MemoryMarshal.CreateSpan(ref arr[0, 0], arr.Length).CopyTo(new Span<TElem>(mat.DataPointer, arr.Length));
        return mat;
    }

    public static Mat FromArray<TElem>(IEnumerable<TElem> enumerable)
        where TElem : unmanaged => FromArray(enumerable.ToArray());

    public static Mat FromImageData(byte[] imageBytes, ImreadModes mode = ImreadModes.Color) => Cv2.ImDecode(imageBytes, mode);

    public static Mat ImDecode(byte[] imageBytes, ImreadModes mode = ImreadModes.Color) => Cv2.ImDecode(imageBytes, mode);

    public static Mat FromStream(Stream stream, ImreadModes mode)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Cv2.ImDecode(memory.ToArray(), mode);
    }

    public void Create(int rows, int cols, MatType type) => NativeMethods.Check(NativeMethods.core_Mat_create(Handle, rows, cols, type));

    public void Create(Size size, MatType type) => Create(size.Height, size.Width, type);

    public void Create(MatType type, params int[] sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        fixed (int* p = sizes)
            NativeMethods.Check(NativeMethods.core_Mat_create_dims(Handle, sizes.Length, p, type));
    }

    public void Release() => NativeMethods.Check(NativeMethods.core_Mat_release(Handle));

    private static int ElementSize(MatType type) => type.Channels * type.Depth switch
    {
        MatType.CV_8U or MatType.CV_8S => 1,
        MatType.CV_16U or MatType.CV_16S => 2,
        MatType.CV_32S or MatType.CV_32F => 4,
        MatType.CV_64F => 8,
        _ => 2,
    };
}
