using System.Runtime.InteropServices;

namespace Hybrid.Native;

/// <summary>Pixels that somebody else owns, described as OpenCV does.</summary>
/// <param name="Data">Address of the first pixel.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Cols">Columns.</param>
/// <param name="Type">OpenCV's type number, such as 16 for CV_8UC3.</param>
/// <param name="Step">Bytes from one row to the next.</param>
public readonly record struct ImageBuffer(IntPtr Data, int Rows, int Cols, int Type, long Step)
{
    internal Layout ToNative() => new() { Data = Data, Step = Step, Rows = Rows, Cols = Cols, Type = Type };

    [StructLayout(LayoutKind.Sequential)]
    internal struct Layout
    {
        public IntPtr Data;
        public long Step;
        public int Rows, Cols, Type, Reserved;
    }
}
