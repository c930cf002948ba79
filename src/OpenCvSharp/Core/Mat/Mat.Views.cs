namespace OpenCvSharp;

/// <summary>Parts of a Mat that share its pixels.</summary>
public unsafe partial class Mat
{
    public Mat this[int rowStart, int rowEnd, int colStart, int colEnd]
    {
        get => SubMat(rowStart, rowEnd, colStart, colEnd);
        set => Paste(value, SubMat(rowStart, rowEnd, colStart, colEnd));
    }

    public Mat this[Range rowRange, Range colRange]
    {
        get => SubMat(rowRange, colRange);
        set => Paste(value, SubMat(rowRange, colRange));
    }

    public Mat this[System.Range rowRange, System.Range colRange]
    {
        get => SubMat(rowRange, colRange);
        set => Paste(value, SubMat(rowRange, colRange));
    }

    public Mat this[Rect roi]
    {
        get => SubMat(roi);
        set => Paste(value, SubMat(roi));
    }

    public Mat SubMat(Rect roi) => new(this, roi);

    public Mat SubMat(int rowStart, int rowEnd, int colStart, int colEnd) => new(this, new Range(rowStart, rowEnd), new Range(colStart, colEnd));

    public Mat SubMat(Range rowRange, Range colRange) => new(this, rowRange, colRange);

    public Mat SubMat(System.Range rowRange, System.Range colRange) => SubMat(Resolve(rowRange, Rows), Resolve(colRange, Cols));

    public Mat Row(int y) => new(this, new Range(y, y + 1), Range.All);

    public Mat RowRange(int startRow, int endRow) => new(this, new Range(startRow, endRow), Range.All);

    public Mat RowRange(Range range) => new(this, range, Range.All);

    public Mat Col(int x) => new(this, Range.All, new Range(x, x + 1));

    public Mat ColRange(int startCol, int endCol) => new(this, Range.All, new Range(startCol, endCol));

    public Mat ColRange(Range range) => new(this, Range.All, range);

    public Mat Diag(MatDiagType d = MatDiagType.Main)
    {
        NativeMethods.Check(NativeMethods.core_Mat_diag(Handle, (int)d, out var handle));
        return new Mat(handle, this);
    }

    public Mat Reshape(int cn, int rows = 0)
    {
        NativeMethods.Check(NativeMethods.core_Mat_reshape(Handle, cn, rows, out var handle));
        return new Mat(handle, this);
    }

    public Mat Reshape(int cn, params int[] newDims)
    {
        ArgumentNullException.ThrowIfNull(newDims);
        fixed (int* p = newDims)
        {
            NativeMethods.Check(NativeMethods.core_Mat_reshape_dims(Handle, cn, newDims.Length, p, out var handle));
            return new Mat(handle, this);
        }
    }

    public void LocateROI(out Size wholeSize, out Point ofs) => NativeMethods.Check(NativeMethods.core_Mat_locateROI(Handle, out wholeSize, out ofs));

    public Mat AdjustROI(int dtop, int dbottom, int dleft, int dright)
    {
        NativeMethods.Check(NativeMethods.core_Mat_adjustROI(Handle, dtop, dbottom, dleft, dright));
        return this;
    }

    private static Range Resolve(System.Range range, int length)
    {
        var (offset, count) = range.GetOffsetAndLength(length);
        return new Range(offset, offset + count);
    }

    private static void Paste(Mat value, Mat part)
    {
        using (part)
        {
            ArgumentNullException.ThrowIfNull(value);
            if (part.Size() != value.Size() || part.Type() != value.Type())
                throw new ArgumentException("The part and the value differ in size or type.", nameof(value));
            value.CopyTo(part);
        }
    }
}
