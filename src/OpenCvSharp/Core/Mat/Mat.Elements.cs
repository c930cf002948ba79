using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Access to single elements and to the pixels as spans. The native memory lives as long as the Mat does.</summary>
public unsafe partial class Mat
{
    public IntPtr Ptr(int i0)
    {
        var info = Info;
        return (IntPtr)((byte*)info.Data + i0 * info.Step0);
    }

    public IntPtr Ptr(int i0, int i1)
    {
        var info = Info;
        return (IntPtr)((byte*)info.Data + i0 * info.Step0 + i1 * info.Step1);
    }

    public IntPtr Ptr(int i0, int i1, int i2) => (IntPtr)((byte*)Ptr(i0, i1) + i2 * Step(2));

    public ref T At<T>(int i0)
        where T : unmanaged
    {
        var info = Info;
        return ref *(T*)(info.Dims == 2 && info.Rows == 1 ? (byte*)info.Data + i0 * info.Step1 : (byte*)info.Data + i0 * info.Step0);
    }

    public ref T At<T>(int i0, int i1)
        where T : unmanaged => ref *(T*)Ptr(i0, i1);

    public ref T At<T>(int i0, int i1, int i2)
        where T : unmanaged => ref *(T*)Ptr(i0, i1, i2);

    public T Get<T>(int i0)
        where T : unmanaged => At<T>(i0);

    public T Get<T>(int i0, int i1)
        where T : unmanaged => At<T>(i0, i1);

    public T Get<T>(int i0, int i1, int i2)
        where T : unmanaged => At<T>(i0, i1, i2);

    public void Set<T>(int i0, T value)
        where T : unmanaged => At<T>(i0) = value;

    public void Set<T>(int i0, int i1, T value)
        where T : unmanaged => At<T>(i0, i1) = value;

    public void Set<T>(int i0, int i1, int i2, T value)
        where T : unmanaged => At<T>(i0, i1, i2) = value;

    /// <summary>All pixels of a continuous Mat, without a copy.</summary>
    public Span<T> AsSpan<T>()
        where T : unmanaged
    {
        var info = Info;
        if (info.Continuous == 0)
            throw new OpenCvSharpException("The Mat is not continuous: take its rows one by one.");
        return new Span<T>((void*)info.Data, checked((int)(info.Total * info.ElemSize / sizeof(T))));
    }

    public Indexer<T> GetGenericIndexer<T>()
        where T : unmanaged => new(this);

    public Indexer<T> GetUnsafeGenericIndexer<T>()
        where T : unmanaged => new(this);

    /// <summary>Copies all elements, row by row. False where the element sizes do not divide.</summary>
    public bool GetArray<T>(out T[] data)
        where T : unmanaged
    {
        var info = Info;
        CheckElement<T>(info);
        data = new T[info.Total * info.ElemSize / sizeof(T)];
        CopyOut(info, MemoryMarshal.AsBytes(data.AsSpan()));
        return true;
    }

    public bool GetRectangularArray<T>(out T[,] data)
        where T : unmanaged
    {
        var info = Info;
        CheckElement<T>(info);
        data = new T[info.Rows, info.Cols * info.ElemSize / sizeof(T)];
        if (data.Length > 0)
            CopyOut(info, MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref data[0, 0], data.Length)));
        return true;
    }

    public bool SetArray<T>(params T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var info = Info;
        CheckElement<T>(info);
        CopyIn(info, MemoryMarshal.AsBytes(data.AsSpan()));
        return true;
    }

    public bool SetRectangularArray<T>(T[,] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var info = Info;
        CheckElement<T>(info);
        if (data.Length > 0)
            CopyIn(info, MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref data[0, 0], data.Length)));
        return true;
    }

    private static void CheckElement<T>(in MatInfo info)
        where T : unmanaged
    {
        if (info.Total > 0 && info.ElemSize % sizeof(T) != 0 && sizeof(T) % info.ElemSize != 0)
            throw new OpenCvSharpException($"Elements of {new MatType(info.Type)} are not made of {typeof(T)}");
    }

    private static void CopyOut(in MatInfo info, Span<byte> to)
    {
        if (info.Continuous != 0)
        {
            new ReadOnlySpan<byte>((void*)info.Data, to.Length).CopyTo(to);
            return;
        }
        var row = (int)(info.Cols * info.ElemSize);
        for (var y = 0; y < info.Rows; y++)
            new ReadOnlySpan<byte>((byte*)info.Data + y * info.Step0, row).CopyTo(to[(y * row)..]);
    }

    private static void CopyIn(in MatInfo info, ReadOnlySpan<byte> from)
    {
        if (from.Length > info.Total * info.ElemSize)
            throw new ArgumentException("More values than the Mat has room for.");
        if (info.Continuous != 0)
        {
            from.CopyTo(new Span<byte>((void*)info.Data, from.Length));
            return;
        }
        var row = (int)(info.Cols * info.ElemSize);
        for (var y = 0; y * row < from.Length; y++)
            from.Slice(y * row, Math.Min(row, from.Length - y * row)).CopyTo(new Span<byte>((byte*)info.Data + y * info.Step0, row));
    }

    /// <summary>Reads and writes elements with the header looked up once.</summary>
    public sealed class Indexer<T>
        where T : unmanaged
    {
        private readonly Mat mat;
        private readonly byte* data;
        private readonly long step0, step1, step2;

        internal Indexer(Mat mat)
        {
            this.mat = mat;
            var info = mat.Info;
            data = (byte*)info.Data;
            (step0, step1) = (info.Step0, info.Step1);
            step2 = info.Dims > 2 ? mat.Step(2) : 0;
        }

        public T this[int i0]
        {
            get => Value(i0 * step0);
            set => Value(i0 * step0) = value;
        }

        public T this[int i0, int i1]
        {
            get => Value(i0 * step0 + i1 * step1);
            set => Value(i0 * step0 + i1 * step1) = value;
        }

        public T this[int i0, int i1, int i2]
        {
            get => Value(i0 * step0 + i1 * step1 + i2 * step2);
            set => Value(i0 * step0 + i1 * step1 + i2 * step2) = value;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ref T Value(long offset)
        {
            GC.KeepAlive(mat);
            return ref *(T*)(data + offset);
        }
    }
}
