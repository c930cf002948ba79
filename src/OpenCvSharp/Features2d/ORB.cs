namespace OpenCvSharp;

/// <summary>Rublee et al., ORB: an efficient alternative to SIFT or SURF, ICCV 2011.</summary>
public class ORB : Feature2D
{
    private ORB(FeatureHandle handle)
        : base(handle)
    {
    }

    public static ORB Create(int nFeatures = 500, float scaleFactor = 1.2f, int nLevels = 8, int edgeThreshold = 31, int firstLevel = 0, int wtaK = 2, ORBScoreType scoreType = ORBScoreType.Harris, int patchSize = 31, int fastThreshold = 20)
    {
        NativeMethods.Check(NativeMethods.features2d_ORB_create(nFeatures, scaleFactor, nLevels, edgeThreshold, firstLevel, wtaK, (int)scoreType, patchSize, fastThreshold, out var handle));
        return new ORB(handle);
    }

    public int MaxFeatures
    {
        get
        {
            NativeMethods.Check(NativeMethods.features2d_ORB_getMaxFeatures(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.features2d_ORB_setMaxFeatures(Handle, value));
    }

    public double ScaleFactor
    {
        get
        {
            NativeMethods.Check(NativeMethods.features2d_ORB_getScaleFactor(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.features2d_ORB_setScaleFactor(Handle, value));
    }

    public int NLevels
    {
        get
        {
            NativeMethods.Check(NativeMethods.features2d_ORB_getNLevels(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.features2d_ORB_setNLevels(Handle, value));
    }

    public int FastThreshold
    {
        get
        {
            NativeMethods.Check(NativeMethods.features2d_ORB_getFastThreshold(Handle, out var v));
            return v;
        }
        set => NativeMethods.Check(NativeMethods.features2d_ORB_setFastThreshold(Handle, value));
    }
}
