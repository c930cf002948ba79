namespace OpenCvSharp;

/// <summary>Block matching.</summary>
public class StereoBM : StereoMatcher
{
    private StereoBM(StereoHandle handle)
        : base(handle)
    {
    }

    public static StereoBM Create(int numDisparities = 0, int blockSize = 21)
    {
        NativeMethods.Check(NativeMethods.calib3d_StereoBM_create(numDisparities, blockSize, out var handle));
        return new StereoBM(handle);
    }

    public int PreFilterType
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoBM_getPreFilterType(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoBM_setPreFilterType(Handle, value));
    }

    public int PreFilterSize
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoBM_getPreFilterSize(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoBM_setPreFilterSize(Handle, value));
    }

    public int PreFilterCap
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoBM_getPreFilterCap(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoBM_setPreFilterCap(Handle, value));
    }

    public int TextureThreshold
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoBM_getTextureThreshold(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoBM_setTextureThreshold(Handle, value));
    }

    public int UniquenessRatio
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoBM_getUniquenessRatio(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoBM_setUniquenessRatio(Handle, value));
    }

    public int SmallerBlockSize
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoBM_getSmallerBlockSize(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoBM_setSmallerBlockSize(Handle, value));
    }
}
