using System.Globalization;
using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>OpenCV's n-dimensional array; copies of the header share the pixels.</summary>
public unsafe partial class Mat : DisposableCvObject, ICloneable
{
    internal Mat(MatHandle handle) => Handle = handle;

    private Mat(MatHandle handle, Mat parent)
    {
        Handle = handle;
        handle.Pinned = parent.Handle.Pinned;
    }

    public Mat()
    {
        NativeMethods.Check(NativeMethods.core_Mat_new(out var handle));
        Handle = handle;
    }

    public Mat(int rows, int cols, MatType type)
    {
        NativeMethods.Check(NativeMethods.core_Mat_new_size(rows, cols, type, out var handle));
        Handle = handle;
    }

    public Mat(Size size, MatType type)
        : this(size.Height, size.Width, type)
    {
    }

    public Mat(int rows, int cols, MatType type, Scalar s)
    {
        NativeMethods.Check(NativeMethods.core_Mat_new_scalar(rows, cols, type, s, out var handle));
        Handle = handle;
    }

    public Mat(Size size, MatType type, Scalar s)
        : this(size.Height, size.Width, type, s)
    {
    }

    public Mat(Mat m, Rect roi)
    {
        NativeMethods.Check(NativeMethods.core_Mat_new_rect(Arg.In(m), roi, out var handle));
        Handle = handle;
        handle.Pinned = m.Handle.Pinned;
    }

    public Mat(Mat m, Range rowRange, Range? colRange = null)
    {
        NativeMethods.Check(NativeMethods.core_Mat_new_ranges(Arg.In(m), rowRange, colRange ?? Range.All, out var handle));
        Handle = handle;
        handle.Pinned = m.Handle.Pinned;
    }

    public Mat(IEnumerable<int> sizes, MatType type)
    {
        var s = Arg.Array(sizes);
        fixed (int* p = s)
        {
            NativeMethods.Check(NativeMethods.core_Mat_new_dims(s.Length, p, type, out var handle));
            Handle = handle;
        }
    }

    public Mat(string fileName, ImreadModes flags = ImreadModes.Color)
        : this(Cv2.ReadImage(fileName, flags))
    {
    }

    internal Mat(int rows, int cols, MatType type, params ReadOnlySpan<double> values)
        : this(rows, cols, type) => values.CopyTo(new Span<double>(DataPointer, values.Length));

    internal MatHandle Handle { get; }

    private protected override SafeHandle SafeHandle => Handle;

    internal MatInfo Info
    {
        get
        {
            NativeMethods.Check(NativeMethods.core_Mat_info(Handle, out var info));
            return info;
        }
    }

    public int Rows => Info.Rows;
    public int Height => Info.Rows;
    public int Cols => Info.Cols;
    public int Width => Info.Cols;
    public int Dims => Info.Dims;
    public IntPtr Data => Info.Data;
    public byte* DataPointer => (byte*)Info.Data;
    public IntPtr DataStart => Info.DataStart;
    public IntPtr DataEnd => Info.DataEnd;

    public Size Size()
    {
        var info = Info;
        return new Size(info.Cols, info.Rows);
    }

    public int Size(int dim)
    {
        NativeMethods.Check(NativeMethods.core_Mat_size(Handle, dim, out var size));
        return size;
    }

    public MatType Type() => Info.Type;
    public int Depth() => new MatType(Info.Type).Depth;
    public int Channels() => new MatType(Info.Type).Channels;
    public int ElemSize() => (int)Info.ElemSize;
    public int ElemSize1() => (int)Info.ElemSize1;
    public long Step() => Info.Step0;

    public long Step(int i)
    {
        NativeMethods.Check(NativeMethods.core_Mat_step(Handle, i, out var step));
        return step;
    }

    public long Step1() => Info.Step0 / Info.ElemSize1;
    public long Step1(int i) => Step(i) / Info.ElemSize1;
    public long Total() => Info.Total;

    public bool Empty()
    {
        var info = Info;
        return info.Data == IntPtr.Zero || info.Total == 0;
    }

    public bool IsContinuous() => Info.Continuous != 0;
    public bool IsSubmatrix() => Info.Submatrix != 0;

    public int CheckVector(int elemChannels) => CheckVector(elemChannels, -1);

    public int CheckVector(int elemChannels, int depth, bool requireContinuous = true)
    {
        NativeMethods.Check(NativeMethods.core_Mat_checkVector(Handle, elemChannels, depth, requireContinuous, out var count));
        return count;
    }

    public override string ToString()
    {
        if (IsDisposed)
            return "Mat [disposed]";
        var info = Info;
        return string.Create(CultureInfo.InvariantCulture,
            $"Mat [ {info.Rows}*{info.Cols}*{new MatType(info.Type)}, IsContinuous={info.Continuous != 0}, IsSubmatrix={info.Submatrix != 0}, Ptr=0x{(long)CvPtr:x}, Data=0x{(long)info.Data:x} ]");
    }
}
