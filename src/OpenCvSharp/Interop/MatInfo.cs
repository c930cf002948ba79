using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Everything a Mat's header says, fetched in one call.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MatInfo
{
    public IntPtr Data, DataStart, DataEnd;
    public long Total, Step0, Step1, ElemSize, ElemSize1;
    public int Type, Dims, Rows, Cols, Continuous, Submatrix;
}
