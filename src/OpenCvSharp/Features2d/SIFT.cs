namespace OpenCvSharp.Features2D;

/// <summary>Lowe, Distinctive Image Features from Scale-Invariant Keypoints, IJCV 2004.</summary>
public class SIFT : Feature2D
{
    private SIFT(FeatureHandle handle)
        : base(handle)
    {
    }

    public static SIFT Create(int nFeatures = 0, int nOctaveLayers = 3, double contrastThreshold = 0.04, double edgeThreshold = 10, double sigma = 1.6)
    {
        NativeMethods.Check(NativeMethods.features2d_SIFT_create(nFeatures, nOctaveLayers, contrastThreshold, edgeThreshold, sigma, out var handle));
        return new SIFT(handle);
    }
}
