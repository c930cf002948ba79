namespace OpenCvSharp;

/// <summary>Rosten and Drummond, Machine Learning for High-Speed Corner Detection, ECCV 2006.</summary>
public class FastFeatureDetector : Feature2D
{
    private FastFeatureDetector(FeatureHandle handle)
        : base(handle)
    {
    }

    public static FastFeatureDetector Create(int threshold = 10, bool nonmaxSuppression = true)
    {
        NativeMethods.Check(NativeMethods.features2d_FastFeatureDetector_create(threshold, nonmaxSuppression, out var handle));
        return new FastFeatureDetector(handle);
    }
}
