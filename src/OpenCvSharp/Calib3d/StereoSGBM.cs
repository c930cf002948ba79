namespace OpenCvSharp;

/// <summary>Hirschmüller, Stereo Processing by Semiglobal Matching and Mutual Information, PAMI 2008, with block matching costs.</summary>
public class StereoSGBM : StereoMatcher
{
    private StereoSGBM(StereoHandle handle)
        : base(handle)
    {
    }

    public static StereoSGBM Create(int minDisparity, int numDisparities, int blockSize, int p1 = 0, int p2 = 0, int disp12MaxDiff = 0, int preFilterCap = 0, int uniquenessRatio = 0, int speckleWindowSize = 0, int speckleRange = 0, StereoSGBMMode mode = StereoSGBMMode.SGBM)
    {
        NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_create(minDisparity, numDisparities, blockSize, p1, p2, disp12MaxDiff, preFilterCap, uniquenessRatio, speckleWindowSize, speckleRange, (int)mode, out var handle));
        return new StereoSGBM(handle);
    }

    public int PreFilterCap
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_getPreFilterCap(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_setPreFilterCap(Handle, value));
    }

    public int UniquenessRatio
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_getUniquenessRatio(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_setUniquenessRatio(Handle, value));
    }

    public int P1
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_getP1(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_setP1(Handle, value));
    }

    public int P2
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_getP2(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_setP2(Handle, value));
    }

    public StereoSGBMMode Mode
    {
        get
        {
            NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_getMode(Handle, out var v));
            return (StereoSGBMMode)v;
        }
        set => NativeMethods.Check(NativeMethods.calib3d_StereoSGBM_setMode(Handle, (int)value));
    }
}
