namespace OpenCvSharp;

/// <summary>Leutenegger et al., BRISK: Binary Robust Invariant Scalable Keypoints, ICCV 2011.</summary>
public class BRISK : Feature2D
{
    private BRISK(FeatureHandle handle)
        : base(handle)
    {
    }

    public static BRISK Create(int thresh = 30, int octaves = 3, float patternScale = 1.0f)
    {
        NativeMethods.Check(NativeMethods.features2d_BRISK_create(thresh, octaves, patternScale, out var handle));
        return new BRISK(handle);
    }
}
