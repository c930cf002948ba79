using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Contrast-limited adaptive histogram equalization.</summary>
public sealed class CLAHE : Algorithm
{
    private readonly ClaheHandle handle;

    private CLAHE(ClaheHandle handle) => this.handle = handle;

    public static CLAHE Create(double clipLimit = 40.0, Size? tileGridSize = null)
    {
        NativeMethods.Check(NativeMethods.imgproc_CLAHE_create(clipLimit, tileGridSize ?? new Size(8, 8), out var handle));
        return new CLAHE(handle);
    }

    private protected override SafeHandle SafeHandle => handle;

    public void Apply(InputArray src, OutputArray dst) => NativeMethods.Check(NativeMethods.imgproc_CLAHE_apply(handle, Arg.In(src), Arg.Out(dst)));

    public double ClipLimit
    {
        get
        {
            NativeMethods.Check(NativeMethods.imgproc_CLAHE_getClipLimit(handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.imgproc_CLAHE_setClipLimit(handle, value));
    }

    public Size TilesGridSize
    {
        get
        {
            NativeMethods.Check(NativeMethods.imgproc_CLAHE_getTilesGridSize(handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.imgproc_CLAHE_setTilesGridSize(handle, value));
    }
}
