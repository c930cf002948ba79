namespace OpenCvSharp;

/// <summary>Mair et al., Adaptive and Generic Corner Detection Based on the Accelerated Segment Test, ECCV 2010.</summary>
public class AgastFeatureDetector : Feature2D
{
    private AgastFeatureDetector(FeatureHandle handle)
        : base(handle)
    {
    }

    public static AgastFeatureDetector Create(int threshold = 10, bool nonmaxSuppression = true, AgastFeatureDetector.DetectorType type = DetectorType.OAST_9_16)
    {
        NativeMethods.Check(NativeMethods.features2d_AgastFeatureDetector_create(threshold, nonmaxSuppression, (int)type, out var handle));
        return new AgastFeatureDetector(handle);
    }

    public enum DetectorType
    {
        AGAST_5_8 = 0,
        AGAST_7_12d = 1,
        AGAST_7_12s = 2,
        OAST_9_16 = 3,
    }
}
