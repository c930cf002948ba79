namespace OpenCvSharp;

/// <summary>Shi and Tomasi, Good Features to Track, CVPR 1994.</summary>
public class GFTTDetector : Feature2D
{
    private GFTTDetector(FeatureHandle handle)
        : base(handle)
    {
    }

    public static GFTTDetector Create(int maxCorners = 1000, double qualityLevel = 0.01, double minDistance = 1, int blockSize = 3, bool useHarrisDetector = false, double k = 0.04)
    {
        NativeMethods.Check(NativeMethods.features2d_GFTTDetector_create(maxCorners, qualityLevel, minDistance, blockSize, useHarrisDetector, k, out var handle));
        return new GFTTDetector(handle);
    }
}
